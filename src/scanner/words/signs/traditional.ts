/** Simplified characters of the lists, each with its traditional form behind it. */
const pairs =
  "读讀览覽录錄归歸档檔简簡汇匯总總结結发發传傳报報给給转轉备備贴貼镜鏡进進填填带帶夹夾连連编編码碼写寫内內运運执執启啟动動调調脚腳载載装裝获獲访訪换換复複设設置置开開关關闭閉删刪除除禁禁绕繞过過滤濾准準许許权權认認说說诉訴显顯露露问問询詢现現觉覺发發恼惱隐隱瞒瞞盖蓋饰飾记記静靜声聲后後场場无無须須预預则則约約绝絕让讓为為对對话話聊聊历歷史史词詞语語文文个個人人资資数數据據户戶财財务務产產业業书書帐帳账賬号號码碼钥鑰凭憑证證环環变變量量储儲钱錢银銀卡卡验驗机機敏敏感感剪剪邮郵联聯系繫话話地址址图圖片片联聯网網络絡连連链鏈请請头頭参參务務伺伺服服库庫仓倉项項目目录錄构構组組织織规規则則条條约約愿願优優级級级級级級听聽从從应應当當该該态態认認证證审審签簽署署测測试試护護恶惡毒毒软軟统統计計检檢查查杀殺毒毒墙牆补補丁丁钩鉤务務时時间間后後门門窗窗栏欄标標题題编編辑輯评評论論样樣输輸际際专專属屬团團队隊员員协協议議决決费費价價额額购購买買卖賣单單发發票票险險还還贷貸汇匯惊驚扰擾动動声聲张張义義称稱装裝骗騙伪偽冒冒谎謊虚虛档檔误誤错錯败敗失失锁鎖贯貫办辦终終备備份份净淨擦擦迹跡痕痕洁潔洞洞盘盤硬硬储儲厂廠商商远遠远遠端端处處纪紀续續经經营營济濟济濟额額丢丟弃棄轮輪换換销銷脱脫码碼涂塗签簽离離绑綁顾顧客客围圍绍紹边邊几幾岁歲电電脑腦视視频頻库庫荐薦虑慮烦煩扫掃导導诊診断斷疗療药藥师師邀邀约約亲親爱愛谢謝顺順终終总總帮幫赖賴够夠拥擁挂掛载載乱亂倒倒序序压壓缩縮块塊实實际際";
const traditional = new Map<string, string>();
for (let at = 0; at + 1 < pairs.length; at += 2) {
  traditional.set(pairs.charAt(at), pairs.charAt(at + 1));
}

/** A Chinese word as it is written in Taiwan and Hong Kong. */
export function inTraditional(word: string): string {
  let read = "";
  for (const character of word) read += traditional.get(character) ?? character;
  return read;
}
