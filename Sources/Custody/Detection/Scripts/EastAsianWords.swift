/// Surnames and forms of address of Chinese, Japanese and Korean, by letters.
///
/// The surnames are the most frequent of each language; together they are borne by nine tenths of
/// the people who write it in China and Korea, and by over a third in Japan.
enum EastAsianWords {
    static let chinese = letters(
        """
        王 李 张 張 刘 劉 陈 陳 杨 楊 黄 黃 赵 趙 吴 吳 周 徐 孙 孫 马 馬 朱 胡 郭 何 林 罗 羅 高 郑 鄭 梁 谢 謝 \
        宋 唐 许 許 韩 韓 邓 鄧 冯 馮 曹 彭 曾 肖 萧 蕭 田 董 潘 袁 蔡 蒋 蔣 余 于 杜 叶 葉 程 魏 苏 蘇 吕 呂 丁 任 \
        卢 盧 姚 沈 钟 鍾 姜 崔 谭 譚 陆 陸 范 汪 廖 石 金 贾 賈 韦 韋 夏 傅 邹 鄒 熊 孟 秦 邱 侯 江 尹 薛 闫 段 雷 \
        龙 龍 陶 贺 賀 毛 郝 顾 顧 龚 龔 邵 严 嚴 钱 錢 欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 皇甫 尉迟 东方
        """
    )
    static let japanese = letters(
        """
        佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 斎藤 斉藤 清水 山崎 \
        池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田 西村 藤井 金子 \
        岡本 藤原 三浦 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 森田 上田 内田 柴田 酒井 宮崎 横山 高木 安藤 宮本 \
        大野 小島 谷口 工藤 今井 高田 増田 丸山 杉山 村田 大塚 新井 小山 平野 藤本 河野 上野 野口 武田 松井 千葉 菅原 岩崎 \
        久保 木下 佐野 野村 松尾 市川 菊地 菊池 杉本 古川 大西 島田 水野 桜井 高野 渡部 吉川 山内 西田 飯田 西川 小松 北村 \
        安田 五十嵐 川口 平田 中田 久保田 服部 岩田 土屋 川崎 福島 本田 樋口 秋山 田口 永井 山中 中西 吉村 川上 石原 大橋 \
        松岡 馬場 浜田 森本 星野 矢野 浅野 大石 松下 内藤 森 林 原 関 辻
        """
    )
    static let korean = letters(
        """
        김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 전 홍 유 고 문 양 손 배 백 허 남 심 노 하 곽 성 차 주 우 구 민 진 \
        나 엄 채 원 천 방 공 현 함 변 염 추 도 석 선 설 마 길 연 위 표 명 기 반 왕 금 옥 육 인 맹 제 모
        """
    )

    static let chineseTitles = Array(
        letters("先生 女士 小姐 太太 夫人 教授 博士 医生 醫生 律师 律師 经理 經理 老师 老師 同学 同志 法官")
    )
    static let chineseVerbs = Array(letters("说 說 表示 认为 認為 告诉 告訴 指出 称 稱"))
    static let japaneseTitles = Array(
        letters("さん 様 さま 氏 くん 君 ちゃん 殿 先生 教授 博士 部長 課長 係長 社長 専務 弁護士 被告 容疑者")
    )
    static let koreanTitles = Array(
        letters("씨 님 군 양 과장 부장 대리 사장 이사 교수 박사 선생 변호사 차장 팀장 판사")
    )

    /// Letters that end the names of offices, firms and places, and no name of a person.
    static let closing = Set("院社校市区町村県駅店部会所局課室館園寺橋港線組".unicodeScalars.map(\.value))

    private static func letters(_ words: String) -> Set<[UInt32]> {
        Set(words.split(separator: " ").map { $0.unicodeScalars.map(\.value) })
    }
}
