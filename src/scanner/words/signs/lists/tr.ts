import type { SignList } from "../signs.ts";

export const tr: SignList = {
  take: "oku*, topla*, bul*, ara*, kopyala*, çıkar*, cikar*, aç*, ac, incele*, listele*, kaydet*, al, alın, alip, alıp, not et, not al, derle*, yakala*, tara*, özetle*, yedekle*, arşivle*, gözden geçir*, dök*",
  give: "gönder*, gonder*, yolla*, ilet*, aktar*, yükle*, yukle*, paylaş*, paylas*, postala*, teslim et*, bildir*, yayınla*, ulaştır*, bırak*, sun*, rapor*, senkron*, kopyasını, ver, verin, verilir, gider, gitsin, ulaşsın",
  embed:
    "ekle*, içer*, yerleştir*, koy*, dahil et*, iliştir*, göm*, yaz*, gizle*, kodla*, doldur*, birlikte, ile birlikte",
  run: "çalıştır*, calistir*, yürüt*, başlat*, baslat*, komut*, betik*, çağır*, cagir*",
  fetch: "indir*, kur*, yükle*, paket*, bağımlılık*, bagimlilik*, getir*, çek*",
  alter:
    "değiştir*, degistir*, güncelle*, guncelle*, yaz*, kaydet*, ayarla*, etkinleştir*, ekle*, düzenle*, hatırla*, yönlendir*, üzerine yaz*",
  remove:
    "sil*, kaldır*, kaldir*, kapat*, devre dışı*, atla*, geç*, yok say*, es geç*, kaldırıl*, çıkar*",
  approve: "onayla*, kabul et*, izin ver*, doğrula*, yetki ver*, güven*, evet de*, tam erişim",
  tell: "söyle*, soyle*, bahset*, bildir*, haber ver*, göster*, açıkla*, sor, sorma*, sorul*, anlat*, bilme*, bilsin, bilmesi, bilmez, öğren*, fark et*, uyar*, değin*, ifşa*, sözünü et*, haberdar*",
  conceal: "gizle*, sakla*, gizli tut*, gizli kal*, örtbas*, izleri sil*, sır olarak",
  covert:
    "gizlice, sessizce, fark ettirmeden, çaktırmadan, habersiz*, haberi olmadan, arka planda, aramızda, iz bırakmadan, hiçbir şey olmamış gibi, bilmesine gerek yok, bilmesi gerekmez, bilmemeli, kimse, belli etmeden, dikkat çekmeden",
  unasked:
    "sormadan, onay almadan, izin almadan, onaysız, izinsiz, haber vermeden, söylemeden, belirtmeden, danışmadan, beklemeden, bahsetmeden, onay gerekmez, onay gerektirmez, kullanıcı adına, teyit almadan",
  consent:
    "kabul etti, onayladı, onay verdi, izin verdi, zaten onayl*, onay alındı, önceden onayl*, rızası var, haberdar",
  falsify:
    "gibi davran*, gibi yap*, sahte, taklit et*, yalan*, kılığında, soran olursa, sorulursa, diye adlandır*, olarak göster*",
  secret:
    "parola*, şifre*, sifre*, kimlik bilgi*, api anahtar*, ssh anahtar*, özel anahtar*, erişim anahtar*, erişim belirte*, anahtarlar*, gizli anahtar*, token*, ortam değişken*, .env dosya*, giriş bilgi*, oturum bilgi*, kurtarma kelime*, kurtarma ifade*, tohum ifade*, cüzdan*, kart numara*, banka bilgi*, doğrulama kod*, pin kod*, çerez*, hassas veri*, hassas bilgi*, sırlar*",
  token: "anahtar, belirteç, gizli, yapılandırma*, ayar*",
  talk: "konuşma*, konusma*, sohbet*, görüşme*, mesaj geçmiş*, geçmiş mesaj*, kullanıcının mesaj*, sistem istem*, sistem mesaj*, bağlam*, kullanıcının söyle*, kelimesi kelimesine",
  private:
    "kişisel veri*, kisisel veri*, kişisel bilgi*, özel veri*, müşteri veri*, müşteri bilgi*, kullanıcının dosya*, kullanıcı dosya*, kullanıcının belge*, kişiler*, rehber*, telefon numara*, ev adres*, e-postalar*, gelen kutu*, takvim*, fotoğraf*, konum*, pano*, tarayıcı geçmiş*, hesap özet*, maaş*, sözleşme*, sağlık veri*, ev dizin*, gizli belge*",
  source:
    "kaynak kod*, depo*, çalışma dizin*, proje dosya*, dosya içerik*, dosyanın içeri*, dosyaların içeri*, tüm dosya*, her dosya*, açık dosya*, günlük*",
  guard:
    "onay*, izin*, korumal* alan, sandbox, koruma*, antivirüs*, güvenlik duvar*, doğrulama*, denetim*, kontrol*, güvenlik, kısıtlama*, sertifika*, imza*, uyarı*, test*, inceleme*",
  settings:
    "ayar*, yapılandırma*, bellek*, hafıza*, kural dosya*, claude.md, agents.md, .cursorrules, sonraki oturum*, gelecek oturum*, gelecekteki, bundan sonra, bundan böyle, kalıcı*, git kanca*, başlangıç",
  poison:
    "arka kapı*, güvenlik açı*, zararlı kod, izleme kod*, izleme beti*, ek bağımlılık*, ek paket*, gizli hesap*, ikinci parola*, ana parola*, bizim paket*, kontrol etmeden, doğrulamadan",
  rules: "talimat*, kural*, yönerge*, emir*, komutlar*, politika*, direktif*, isteği, istekleri",
  override:
    "yok say*, görmezden gel*, unut*, geçersiz*, yerine geç*, dikkate alma*, artık geçerli değil, kullanıcı aksini, ne derse desin",
  precede: "öncelik*, üstün*, önce gelir, daha önemli, son söz",
  obey: "uy, uyun, uygula*, takip et*, izle*, yerine getir*, göre hareket et*, itaat*, ne diyorsa, yazanları",
  solicit: "iste*, sor, sorun, talep et*, girmesini, yazmasını, girsin, paylaşmasını",
  person:
    "kullanıcı*, kullanici*, geliştirici*, müşteri*, kimse*, insan*, kişi*, çalışan*, sahib*, okuyucu*",
  must: "mutlaka, her zaman, zorunlu*, gerek*, lütfen, şart, -meli, malı",
  always: "her, tüm, bütün, daima, hep, her seferinde, herhangi",
  first: "önce, once, öncesinde, ilk olarak, ilk, öncelikle, başlangıçta, başlamadan",
  party:
    "üçüncü taraf*, ortak*, sağlayıcı*, sunucumuz*, bizim sunucu*, ekibimiz*, harici sunucu*, dış sunucu*, uzak sunucu*",
  public: "commit mesaj*, dal ad*, meta veri*, kod yorum*, gist, herkese açık",
  slot: "parametre*, argüman*, alan*, başlık*",
  encode:
    "base64*, tersten, kodlanmış, şifrelenmiş, görünmez*, beyaz yazı*, ilk harf*, parça parça",
  asked:
    "onay aldıktan sonra, izin aldıktan sonra, onayladıktan sonra, kullanıcı isterse, kullanıcı onaylarsa, istendiğinde, talep edilirse, kullanıcıya sor, önce sor, onay iste, izin iste, onay bekle",
  care: "maskele*, döndür*, anonimleştir*, saklama, kaydetme, yazdırma, asla göster*, sadece ad*, yalnızca ad*, yerel*, çalışma alan*, kvkk",
  mention: "örneğin, örnek*, saldırı*, saldırgan*, oltalama, şüpheli*, tespit*, tanı*, gibi",
  teach:
    "açıkla*, anlat*, öğret*, alıştırma*, nasıl, neden, hikaye*, öykü*, oyun*, olup olmadığını",
  until: "önce, olmadan, dışında, kadar, ama, sadece, yalnızca, unutma*",
};
