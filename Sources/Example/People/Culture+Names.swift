extension Culture {
    static let british = Culture(
        "Imogen Philippa Maureen Saffron Bryony Nell Araminta Joan Hattie Rosalind",
        "Alasdair Gareth Piers Desmond Rhodri Fergus Barnaby Cyril Ewan Tobias",
        "Thistlewood Pemberton-Hale Ashcombe Larkin Quennell Draycott Farthing Blewitt Oakshott "
            + "Penhaligon Mackinnon O'Rourke Tregear Huxtable Wainwright"
    )
    static let french = Culture(
        "Maëlys Apolline Solène Bérengère Clémence Ysé Ghislaine Océane Anne-Laure Capucine",
        "Enguerrand Loïc Aurélien Bastien Jean-Noël Maël Gaétan Côme Théophile Yannick",
        "Desrosiers Le_Goff Vauquelin Charpentier Quéméneur de_La_Fresnaye Barrault Tissandier "
            + "Pélissier Hurtebise Grandjean Lhéritier Bonnefoy"
    )
    static let german = Culture(
        "Friederike Liesel Hannelore Svenja Wiebke Mareike Gudrun Annegret Ilse Jördis",
        "Detlef Hinnerk Rüdiger Sönke Falk Eckhard Ansgar Torben Hans-Jürgen Götz",
        "Möllenhoff Petersen-Brandt Schnabel Küppers Wöhrle von_Aldenhoven Tiedemann Brüggemann "
            + "Ostertag Zwingenberger Hölscher Rademacher Groß"
    )
    static let spanish = Culture(
        "Nuria Begoña Itziar Araceli Ximena Rocío Inmaculada Leire Macarena Yolanda",
        "Íñigo Álvaro Gonzalo Joaquín Eneko Leandro Ramiro Fermín Baltasar Iker",
        "Etxeberria Quintanilla_Rey Ibáñez_Solís Zubizarreta Carballo Pazos_Lago Peñalver "
            + "Montoya_Ruz de_la_Vega Urrutia Cifuentes Belmonte_Cano"
    )
    static let polish = Culture(
        "Małgorzata Bożena Jagoda Zofia Wiesława Łucja",
        "Zbigniew Przemysław Stanisław Jędrzej Mścisław Wojciech",
        "Szczepaniak Wójcik Brzęczek Gołąb Kruk Pająk Dąbek"
    )
    static let turkish = Culture(
        "Gülşen Nazlıcan Şebnem Çiğdem Elçin Tülay",
        "Oğuzhan Çağatay Şükrü Barış Umut İlker",
        "Karadağ Öztürk-Yıldız Şimşek Akbulut Tunçbilek Ergüven"
    )
    static let westAfrican = Culture(
        "Adaeze Folasade Ngozi Abena Sènan Yewande",
        "Chukwuemeka Babatunde Kwabena Oluwaseun Kossi Ikenna",
        "Okonjo-Bello Adeyinka Boateng Nwachukwu Agbodjan Ogunlesi Asamoah"
    )
    static let southAsian = Culture(
        "Lakshmi Parveen Sarojini Anwesha Thilini Rukhsana",
        "Balakrishnan Rajendra Imtiaz Pradeep Nuwan Harpreet",
        "Venkataraman Chaudhary Wickramasinghe Bhattacharjee Siddiqui Grewal Iyengar"
    )
    static let vietnamese = Culture(
        "Thuỳ_Dương Ngọc_Ánh Bích Hồng_Nhung Mai",
        "Quang_Huy Đức_Anh Tuấn Minh_Khôi Bảo",
        "Nguyễn Trịnh Đoàn Phùng Lương Tạ",
        familyFirst: true
    )
    static let arabic = Culture(
        "Noufissa Zineb Rym Hanane Soukaina Ibtissam",
        "Abdelhakim Mustapha Youssef Redouane Ayman Tahar",
        "El_Ghazouani Benchekroun Ait_Taleb Haddad-Mansour Bouazizi Kanaan"
    )
    static let eastAsian = Culture(
        "Haruka Sakiko Seo-yeon Xiaomei Yuzuki Ji-won",
        "Takehiro Shunsuke Min-jae Zhiqiang Kenzaburo Dong-hyun",
        "Kawabata Ishigami Ouyang Namgung Shirakawa Kwak"
    )
    static let farther = Culture(
        "Tinatin Sigrún Lalaina Faleolo Nanuli Aroha",
        "Malkhaz Þorvaldur Rakoto Tavita Zurab Wiremu",
        "Machavariani Guðjónsdóttir Andriamanitra Tuilagi Ngata Lomsadze"
    )
    static let ukrainian = Culture(
        "Solomiya Zlata Yevheniya Bohdana",
        "Ostap Yaroslav Volodymyr Taras",
        "Kovalchuk Shevchenko-Hnatiuk Pidmohylny Zaporozhets"
    )
    static let dutch = Culture(
        "Maartje Liesbeth Fenna Jorinde",
        "Sjoerd Wouter Diederik Jeroen",
        "van_der_Meulen Hoekstra ter_Horst Dijkgraaf de_Wit"
    )

    /// The peoples met most in an office that works in `language`, and those met less.
    static func mix(for language: Language) -> [Culture] {
        switch language {
        case .english: englishMix
        case .french: frenchMix
        case .german: germanMix
        case .spanish: spanishMix
        }
    }

    private static let all = [
        british, french, german, spanish, polish, turkish, westAfrican, southAsian,
        vietnamese, arabic, eastAsian, farther, ukrainian, dutch,
    ]
    private static let englishMix = Array(repeating: british, count: all.count) + all
    private static let frenchMix = Array(repeating: french, count: all.count) + all
    private static let germanMix = Array(repeating: german, count: all.count) + all
    private static let spanishMix = Array(repeating: spanish, count: all.count) + all
}
