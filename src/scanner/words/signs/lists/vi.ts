import type { SignList } from "../signs.ts";

export const vi: SignList = {
  take: "đọc, tìm, thu thập, lấy, sao chép, chép, mở, liệt kê, ghi lại, tổng hợp, trích xuất, quét, xem, tải về, lưu lại, chụp, gom, kiểm tra",
  give: "gửi, tải lên, chuyển, chuyển tiếp, đăng, nộp, chia sẻ, báo cáo, cung cấp, truyền, đưa lên, gửi đến, gửi tới, đẩy lên, đồng bộ",
  embed:
    "thêm, chèn, chép vào, đính kèm, bao gồm, nhúng, đặt, ghi vào, điền, kèm theo, giấu, mã hóa vào",
  run: "chạy, thực thi, thực hiện, khởi động, gọi, lệnh, tập lệnh",
  fetch: "tải xuống, tải về, cài đặt, gói, nạp",
  alter: "sửa, thay đổi, thay thế, ghi đè, cập nhật, lưu, ghi, cấu hình, đặt, bật, ghi nhớ",
  remove: "xóa, tắt, vô hiệu hóa, bỏ qua, gỡ, loại bỏ",
  approve: "phê duyệt, chấp nhận, đồng ý, cho phép, xác nhận, cấp quyền, tin tưởng",
  tell: "nói, nhắc, nhắc đến, đề cập, cho biết, thông báo, báo, tiết lộ, hiển thị, hỏi, giải thích, biết, nhận ra, cảnh báo, cho người dùng biết",
  conceal: "che giấu, giấu, giữ bí mật, giấu kín",
  covert:
    "bí mật, âm thầm, lặng lẽ, kín đáo, ngầm, không để lại dấu vết, như không có gì, không cần biết, ở chế độ nền",
  unasked:
    "không cần hỏi, mà không hỏi, không cần xác nhận, không cần xin phép, mà không cần, không hỏi ý kiến, không báo trước, thay mặt người dùng",
  consent: "đã đồng ý, đã cho phép, đã được phê duyệt, đã chấp thuận",
  falsify: "giả vờ, giả mạo, nói dối, đóng giả, nếu ai hỏi, nếu có người hỏi",
  secret:
    "mật khẩu, khóa truy cập, khóa api, khóa riêng, khóa bí mật, khóa ssh, thông tin đăng nhập, mã thông báo, biến môi trường, thông tin xác thực, cụm từ khôi phục, từ khôi phục, cấu hình mcp, cấu hình máy chủ mcp, cấu hình các máy chủ mcp, ví điện tử, số thẻ, mã pin, mã xác thực, dữ liệu nhạy cảm",
  token: "khóa, token, cấu hình",
  talk: "cuộc trò chuyện, hội thoại, lịch sử trò chuyện, lời nhắc hệ thống, tin nhắn, ngữ cảnh, nội dung trao đổi",
  private:
    "dữ liệu cá nhân, thông tin cá nhân, tệp của người dùng, thư mục của người dùng, tài liệu của người dùng, danh bạ, số điện thoại, địa chỉ nhà, email của, hộp thư, lịch, ảnh, vị trí, dữ liệu khách hàng, bảng tạm, lịch sử duyệt web",
  source:
    "mã nguồn, kho mã, toàn bộ nội dung, nội dung các tệp, nội dung tệp, thư mục dự án, tất cả các tệp, mọi tệp",
  guard:
    "xác nhận, phê duyệt, quyền, hộp cát, bảo vệ, tường lửa, diệt virus, kiểm tra bảo mật, xác minh",
  settings:
    "cài đặt, cấu hình, bộ nhớ, tệp quy tắc, các phiên sau, phiên sau, từ nay về sau, vĩnh viễn",
  person: "người dùng, nhà phát triển, khách hàng, bất kỳ ai, chủ sở hữu, nhân viên",
  rules: "chỉ dẫn, hướng dẫn, quy tắc, chỉ thị, lệnh, chính sách",
  override: "bỏ qua, quên, phớt lờ, ghi đè, thay thế",
  precede: "ưu tiên cao nhất, ưu tiên hơn, quan trọng hơn",
  obey: "tuân theo, làm theo, thực hiện theo, nghe theo",
  solicit: "yêu cầu, hỏi, nhập, cung cấp, điền",
  must: "phải, luôn, hãy, bắt buộc, cần",
  always: "mọi, mỗi, tất cả, luôn luôn, từng",
  first: "trước khi, đầu tiên, trước tiên, lúc bắt đầu",
  party: "bên thứ ba, máy chủ của chúng tôi, đối tác, nhà cung cấp, máy chủ bên ngoài",
  slot: "tham số, đối số, trường, tiêu đề",
  encode: "base64*, mã hóa, viết ngược, vô hình, ẩn",
  asked:
    "sau khi người dùng đồng ý, nếu người dùng yêu cầu, khi người dùng yêu cầu, hỏi người dùng, hỏi trước, xin phép, xin xác nhận, chờ xác nhận",
  care: "che giấu, ẩn danh, không lưu, không bao giờ hiển thị, chỉ tên, cục bộ",
  mention: "ví dụ, chẳng hạn, tấn công, kẻ tấn công, lừa đảo, đáng ngờ, phát hiện",
  teach: "giải thích, dạy, bài tập, kiểm tra xem, cách, tại sao, truyện",
  until: "trước khi, trừ khi, cho đến khi, nhưng, chỉ, quên",
  // Without their accents, two words for not are those for use and for.
  not: "không, đừng nói, đừng cho, đừng để, đừng nhắc, đừng hỏi, đừng tiết lộ, đừng đề cập, đừng báo, không được, không bao giờ",
  without: "mà không, thay vì",
};
