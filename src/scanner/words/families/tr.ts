import type { Family } from "../groups.ts";

export const tr: Family = {
  agent: "asistan*, yapay zeka*, dil model*, sohbet robot*, yapay zeka asistan*, yz, yardimci*",
  maybeAgent: "ajan*, model*, bot*",
  you: "sen, siz, senin, sizin, sana, size",
  modal:
    "mutlaka, her zaman, lutfen, zorunda*, gerek*, daima, asla, zorunlu*, mali*, melisin*, malisin*, meli",
  call: "dikkat, not, onemli, sayin, merhaba, sevgili, icin not, tum, butun, olarak, eger, mesaj",
  not: "asla, degil, hicbir*, soyleme*, bahsetme*, gosterme*, bildirme*, sorma*, haber verme*, aciklama yapma*, raporlama*, isaretleme*, uyarma*, yok",
  without:
    "olmadan, yerine, sormadan, soylemeden, bildirmeden, haber vermeden, gostermeden, onay almadan, bilgilendirmeden",
  drop: "yok say*, gormezden gel*, unut*, dikkate alma*, gecersiz say*, goz ardi et*, cigne*, hice say*, bos ver*, iptal et*",
  prior: "onceki, eski, tum, butun, yukaridaki, diger, sistem*, her, mevcut, ilk, simdiye kadarki",
  rules: "talimat*, kural*, yonerge*, komut*, kisitlama*, istem*, emir*, ilke*, politika*",
  precede: "en yuksek oncelik*, mutlak oncelik*, once gelir, ustundur",
  unbound:
    "sinirsiz, kisitlama olmadan, gelistirici modu, yeni talimatlar, asil gorev*, gercek gorev*",
  tell: "soyle*, bahset*, bildir*, goster*, acikla*, haber ver*, sor*, anlat*, uyar*, rapor*, bilgi ver*, bilgilendir*, onay*",
  person: "kullanici*, kimse*, insan*, gelistirici*, musteri*, kisi*, ona",
  conceal: "gizle*, sakla*",
  secretly: "gizlice, sessizce, fark ettirmeden, gizli gizli, belli etmeden, habersizce",
  get: "oku*, topla*, al, alin, cikar*, kopyala*, bul*, getir*, elde et*, ac, acin, listele*, ara, tara*, derle*",
  secret:
    "kimlik bilgi*, parola*, sifre*, ozel anahtar*, api anahtar*, ssh anahtar*, ortam degisken*, cevre degisken*, erisim anahtar*, erisim belirtec*, kurtarma ifade*, gizli bilgi*, gizli veri*, gizli anahtar*, giris bilgi*, hassas veri*, kisisel veri*",
  maybeSecret: "anahtar*, token*, gizli",
  talk: "konusma*, sohbet*, gecmis*, sistem istem*, mesaj gecmis*, yazisma*",
  send: "gonder*, ilet*, yukle*, aktar*, ekle*, paylas*, yayinla*, postala*, koy*, yaz, yazin, yerlestir*, gom*",
  target:
    "parametre*, arguman*, adres*, sunucu*, url*, alan, alani*, alanina, web kancasi, e-posta*, baglanti*, uc nokta*",
  run: "calistir*, baslat*, cagir*, yurut*, ac",
  install: "kur*, yukle*, indir*, yapilandir*",
  guard:
    "korumali alan*, izin*, onay*, koruma*, antivirus*, guvenlik duvar*, dogrulama*, guvenlik kontrol*",
  disable: "devre disi birak*, kapat*, atla*, kaldir*, es gec*, asmak, ver",
  before: "once, oncesinde, ilk olarak, evvel, ilk once",
  toolish: "arac*, istek*, istegi*, gorev*, yanit*, cevap*, mesaj*, islem*, soru*, eylem*",
  every: "her, tum, butun, herhangi, daima, diger",
  store: "kaydet*, sakla*, hatirla*, yaz*, not et*, ekle*, depola*",
  memory:
    "bellek*, bellege, hafiza*, gelecek*, kalici*, sonraki oturum*, tum oturum*, bundan sonra, kural dosya*",
  judge:
    "tarayici*, inceleme*, denetci*, denetim*, guvenlik analiz*, guvenlik incelem*, guvenlik taram*, otomatik incelem*, analiz arac*, karar*, degerlendirm*",
  flag: "isaretle*, engelle*, reddet*, bildir*, raporla*, incele*, analiz et*",
  safe: "guvenli*, zararsiz*, temiz*, mesru*, guvenilir*, yanlis alarm*, yanlis pozitif*, onayli*",
  evil: "kotu amacli*, supheli*, tehlikeli*, zararli*, tehdit*",
  mark: "isaretle*, siniflandir*, kabul et*, say, degerlendir*, yanitla*, gec*",
  this: "bu paket*, bu dosya*, bu kod*, bu modul*, paket*, kod, kodu, bunu, bu",
  product: "paket*, sunucu*, eklenti*, kutuphane*, modul*, program*, betik*",
  mention:
    "tespit*, algila*, ornek*, ornegin, saldiri*, reddet*, gibi, ifade*, kalip*, oltalama, girisim*, engelle*",
  embedded:
    "iceriginde, sayfada, sayfalarda, metinde, belgelerde, icinde bulunan, guvenilmeyen, e-postalarda, gomulu, icindeki, yer alan",
  content: "icerik*, icerig*, veri*, dosya*, sonuc*, cikti*, onlari, hepsini, onu",
  other: "diger arac*, baska arac*",
  use: "kullan*, cagir*, sec*, tercih*",
  fail: "basarisiz*, calismaz*, hata ver*, calismay*",
  image: "resim*, gorsel*, baglanti*, link*",
  care: "maskele*, karart*, dondur*, iptal*, sifrele*, sizdir*, sizan, politika*",
  poison: "arka kapi*, guvenlik acig*, zararli kod*, izleme kod*, izleyici*",
  insert: "ekle*, yerlestir*, gizle*, enjekte*, sok*",
  endless: "sonsuz*, durmadan, surekli tekrar*, sinirsiz kez, bitmeden",
  request: "iste*, sor*, talep*, gir*, yazmasini",
  pretend: "gibi davran*, sahte*, uydur*, rol yap*, taklit*, yalan*",
  follow: "uy, uyun, takip et*, uygula*, itaat*, son talimat*, guncel talimat*",
};
