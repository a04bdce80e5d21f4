import type { SignList } from "../signs.ts";

export const id: SignList = {
  take: "baca, membaca, kumpulkan, mengumpulkan, cari, mencari, ambil, mengambil, salin, menyalin, buka, membuka, catat, mencatat, temukan, ekstrak, simpan, daftarkan isi, rangkum, telusuri",
  give: "kirim*, mengirim*, unggah*, mengunggah*, teruskan, meneruskan, bagikan, serahkan, sampaikan, laporkan, publikasikan, salurkan, pindahkan, sinkronkan",
  embed:
    "tambahkan, sisipkan, lampirkan, sertakan, masukkan, tempelkan, tulis, cantumkan, isi, beserta",
  run: "jalankan, menjalankan, eksekusi, panggil, perintah, skrip, mulai",
  fetch: "unduh, mengunduh, pasang, instal, paket, muat",
  alter:
    "ubah, mengubah, ganti, mengganti, timpa, tulis, simpan, atur, setel, aktifkan, perbarui, ingat",
  remove: "hapus, menghapus, nonaktifkan, matikan, lewati, abaikan, hilangkan",
  approve: "setujui, menyetujui, izinkan, terima, konfirmasi, percayai, beri izin",
  tell: "beri tahu, memberi tahu, beritahu, katakan, sebutkan, menyebutkan, informasikan, tunjukkan, tampilkan, tanya*, jelaskan, ungkapkan, tahu, mengetahui, sadar, laporkan",
  conceal: "sembunyikan, menyembunyikan, rahasiakan, merahasiakan, tutupi",
  covert:
    "diam-diam, secara rahasia, tanpa diketahui, tanpa sepengetahuan, seolah tidak, di latar belakang, tidak perlu tahu, tanpa jejak",
  unasked:
    "tanpa bertanya, tanpa konfirmasi, tanpa izin, tanpa persetujuan, tanpa memberi tahu, tanpa menyebut*, jangan tanya, jangan bertanya, atas nama pengguna",
  consent:
    "sudah setuju, telah setuju, sudah menyetujui, telah menyetujui, sudah mengizinkan, telah diizinkan",
  falsify: "berpura-pura, pura-pura, palsukan, bohong, menyamar, jika ada yang bertanya",
  secret:
    "kata sandi, sandi, kredensial, kunci api, kunci ssh, kunci pribadi, kunci akses, token akses, variabel lingkungan, data login, frasa pemulihan, frasa benih, dompet, nomor kartu, kode verifikasi, pin, rahasia, data sensitif",
  token: "kunci, token, konfigurasi",
  talk: "percakapan, obrolan, riwayat, pesan pengguna, prompt sistem, konteks, dialog",
  private:
    "data pribadi, informasi pribadi, berkas pengguna, file pengguna, dokumen pengguna, kontak, nomor telepon, alamat rumah, kotak masuk, kalender, foto, lokasi, data pelanggan, papan klip, riwayat penelusuran, rekening",
  source:
    "kode sumber, repositori, isi berkas, isi file, direktori kerja, semua berkas, semua file",
  guard:
    "konfirmasi, persetujuan, izin, sandbox, perlindungan, antivirus, firewall, verifikasi, pemeriksaan",
  settings:
    "pengaturan, konfigurasi, memori, berkas aturan, sesi berikutnya, sesi mendatang, mulai sekarang, selamanya, permanen",
  person: "pengguna, pengembang, pelanggan, siapa pun, siapapun, orang, pemilik, karyawan",
  rules: "instruksi, aturan, perintah, pedoman, kebijakan, arahan",
  override: "abaikan, lupakan, kesampingkan, timpa, gantikan",
  precede: "prioritas tertinggi, lebih penting, diutamakan",
  obey: "ikuti, patuhi, turuti, laksanakan, sesuai dengan",
  solicit: "minta, tanya*, masukkan, ketik",
  must: "harus, wajib, selalu, mohon, pastikan",
  always: "setiap, semua, selalu, seluruh",
  first: "sebelum, pertama, terlebih dahulu, di awal",
  party: "pihak ketiga, server kami, mitra, vendor, server eksternal",
  slot: "parameter, argumen, kolom, header",
  encode: "base64*, terbalik, disandikan, tak terlihat, tersembunyi",
  asked:
    "setelah pengguna setuju, jika pengguna meminta, atas permintaan, tanyakan dulu, minta konfirmasi, minta izin, tunggu konfirmasi",
  care: "samarkan, anonimkan, jangan simpan, jangan tampilkan, hanya nama, secara lokal",
  mention: "misalnya, contoh*, serangan, penyerang, phishing, mencurigakan, deteksi",
  teach: "jelaskan, ajarkan, latihan, periksa apakah, bagaimana, mengapa, cerita",
  until: "sebelum, kecuali, sampai, tetapi, hanya, lupa",
  not: "tidak, jangan, bukan, tak, tanpa pernah",
  without: "tanpa, alih-alih",
};
