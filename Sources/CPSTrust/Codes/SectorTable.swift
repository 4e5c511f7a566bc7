/// Table R02 of the dictionary, version 02.18 of 28 February 2020: 63 sectors of activity.
///
/// The French texts are the dictionary's, the English ones are ours.
enum SectorTable {
  static let labels = CodeTableEntry.labels(sectors)

  private static let sectors: [CodeTableEntry] = [
    CodeTableEntry("SA01", "Etablissement public de santé", "Public health establishment"),
    CodeTableEntry(
      "SA02", "Hôpital militaire du Service de santé des armées",
      "Military hospital of the armed forces health service"),
    CodeTableEntry(
      "SA03", "Etablissement privé PSPH",
      "Private establishment taking part in the public hospital service (PSPH)"),
    CodeTableEntry(
      "SA04", "Etablissement privé non PSPH",
      "Private establishment not taking part in the public hospital service"),
    CodeTableEntry("SA05", "Centre de santé", "Health centre"),
    CodeTableEntry(
      "SA06", "Autre structure du Service de santé des armées",
      "Other structure of the armed forces health service"),
    CodeTableEntry("SA07", "Cabinet individuel", "Solo practice"),
    CodeTableEntry("SA08", "Cabinet de groupe", "Group practice"),
    CodeTableEntry("SA09", "Exercice en Société", "Practice in a company"),
    CodeTableEntry("SA10", "Transporteur sanitaire", "Medical transport operator"),
    CodeTableEntry("SA11", "Entreprise d'intérim", "Temporary employment agency"),
    CodeTableEntry("SA12", "Etablissement de soins et prévention", "Care and prevention establishment"),
    CodeTableEntry("SA13", "Prévention et soins en entreprise", "Prevention and care in companies"),
    CodeTableEntry("SA14", "Etablissement scolaire ou universitaire", "School or university"),
    CodeTableEntry(
      "SA15", "PMI et Planification familiale", "Mother and child protection and family planning"),
    CodeTableEntry(
      "SA16", "Etablissement pour personnes handicapées", "Establishment for people with disabilities"),
    CodeTableEntry("SA17", "Etablissement pour personnes âgées", "Establishment for the elderly"),
    CodeTableEntry("SA18", "Etablissement aide à la famille", "Family support establishment"),
    CodeTableEntry("SA19", "Etablissement d'enseignement", "Teaching establishment"),
    CodeTableEntry("SA20", "Etablissement pour la protection de l'enfance", "Child protection establishment"),
    CodeTableEntry(
      "SA21", "Etablissement d'hébergement et de réadaptation",
      "Accommodation and rehabilitation establishment"),
    CodeTableEntry("SA22", "Recherche", "Research"),
    CodeTableEntry("SA23", "Assurance privée", "Private insurance"),
    CodeTableEntry("SA24", "Organisme de sécurité sociale", "Social security body"),
    CodeTableEntry("SA25", "Laboratoire de biologie médicale", "Medical biology laboratory"),
    CodeTableEntry("SA26", "Ministère ou Service déconcentré", "Ministry or its local service"),
    CodeTableEntry("SA27", "Collectivité Territoriale", "Local authority"),
    CodeTableEntry("SA28", "Association ou organisme humanitaire", "Humanitarian association or body"),
    CodeTableEntry(
      "SA29", "Laboratoire d'analyses et de biologie médicale", "Medical biology and analysis laboratory"),
    CodeTableEntry("SA30", "Autre établissement sanitaire", "Other health establishment"),
    CodeTableEntry(
      "SA31", "Répartition et Distribution de médicaments et dispositifs médicaux",
      "Distribution of medicines and medical devices"),
    CodeTableEntry(
      "SA32", "Fabrication, Exploitation et Importation de médicaments et dispositifs médicaux",
      "Manufacture, marketing and import of medicines and medical devices"),
    CodeTableEntry("SA33", "Pharmacie d'officine", "Retail pharmacy"),
    CodeTableEntry("SA34", "Centre de dialyse", "Dialysis centre"),
    CodeTableEntry("SA35", "Para-pharmacie", "Parapharmacy"),
    CodeTableEntry("SA36", "Centre anti-cancer", "Cancer centre"),
    CodeTableEntry("SA37", "Centre de transfusion sanguine", "Blood transfusion centre"),
    CodeTableEntry("SA38", "Pharmacie minière", "Miners' pharmacy"),
    CodeTableEntry("SA39", "Pharmacie mutualiste", "Mutual society pharmacy"),
    CodeTableEntry(
      "SA40", "Secteur privé, praticien hospitalier temps plein",
      "Private activity of a full-time hospital practitioner"),
    CodeTableEntry(
      "SA41", "Autre établissement du domaine social ou médico-social",
      "Other establishment of the social or medico-social sector"),
    CodeTableEntry("SA42", "Appareillage médical", "Medical appliances"),
    CodeTableEntry("SA43", "Secteur non défini", "Sector not defined"),
    CodeTableEntry("SA44", "Recrutement ou Gestion RH", "Recruitment or human resources"),
    CodeTableEntry(
      "SA45", "Communication, Marketing, Consulting, Média", "Communication, marketing, consulting, media"),
    CodeTableEntry(
      "SA46",
      "Fabrication, Exploitation, Importation, Répartition, Distribution médicaments "
        + "et dispositifs médicaux",
      "Manufacture, marketing, import and distribution of medicines and medical devices"),
    CodeTableEntry("SA47", "Incendie et secours", "Fire and rescue"),
    CodeTableEntry(
      "SA48", "Entreprise industrielle et tertiaire hors industrie pharmaceutique",
      "Industrial or service company outside the pharmaceutical industry"),
    CodeTableEntry("SA49", "Entité Outre-Mer", "Overseas entity"),
    CodeTableEntry(
      "SA50", "Structure d'urgence hors établissement hospitalier", "Emergency structure outside hospitals"),
    CodeTableEntry(
      "SA51", "Structure de coopération avec autorisation de soins",
      "Cooperation structure authorised to provide care"),
    CodeTableEntry("SA52", "Maison de santé ou Pôle de santé", "Multi-professional health centre or cluster"),
    CodeTableEntry(
      "SA53", "Siège administratif d'un établissement de santé", "Head office of a health establishment"),
    CodeTableEntry("SA54", "Organisme de dépistage et de prévention", "Screening and prevention body"),
    CodeTableEntry(
      "SA55", "Laboratoire pharmaceutique préparant et délivrant des allergènes",
      "Pharmaceutical laboratory preparing and dispensing allergens"),
    CodeTableEntry("SA56", "Propharmacie", "Dispensing by a physician"),
    CodeTableEntry(
      "SA57", "Structure de coopération avec mission de coordination de soins",
      "Cooperation structure coordinating care"),
    CodeTableEntry("SA58", "Entreprise de taxis", "Taxi company"),
    CodeTableEntry(
      "SA59", "Laboratoire de biologie médicale hors catégorie standard",
      "Medical biology laboratory outside the standard category"),
    CodeTableEntry("SA60", "Centres médicaux SNCF", "Medical centres of the SNCF"),
    CodeTableEntry(
      "SA61", "Structure Dispensatrice à domicile d'Oxygène à usage médical",
      "Structure dispensing medical oxygen at home"),
    CodeTableEntry("SA62", "Ordres des professionnels de santé", "Orders of health professionals"),
    CodeTableEntry(
      "SA63", "Communauté Professionnelle Territoriale de Santé", "Local professional health community"),
  ]
}
