extension SpecialityTable {
  /// Capacities (CAPA) and diplomas that do not qualify for a speciality (DNQ, codes DSM).
  static let diplomas: [CodeTableEntry] = [
    CodeTableEntry("CAPA01", "Addictologie clinique (CAPA)", "Clinical addiction medicine (CAPA)"),
    CodeTableEntry("CAPA02", "Aide médicale urgente (CAPA)", "Emergency medical aid (CAPA)"),
    CodeTableEntry("CAPA03", "Allergologie (CAPA)", "Allergology (CAPA)"),
    CodeTableEntry("CAPA04", "Angéiologie (CAPA)", "Angiology (CAPA)"),
    CodeTableEntry(
      "CAPA05", "Evaluation et Traitement de la douleur (CAPA)", "Assessment and treatment of pain (CAPA)"),
    CodeTableEntry("CAPA06", "Gérontologie (CAPA)", "Gerontology (CAPA)"),
    CodeTableEntry(
      "CAPA07", "Hydrologie et Climatologie médicales (CAPA)", "Medical hydrology and climatology (CAPA)"),
    CodeTableEntry("CAPA08", "Médecine aérospatiale (CAPA)", "Aerospace medicine (CAPA)"),
    CodeTableEntry("CAPA09", "Médecine de catastrophe (CAPA)", "Disaster medicine (CAPA)"),
    CodeTableEntry("CAPA10", "Médecine et Biologie du sport (CAPA)", "Sports medicine and biology (CAPA)"),
    CodeTableEntry(
      "CAPA11", "Médecine de santé au travail et Prévention des risques professionnels (CAPA)",
      "Occupational health and prevention of occupational risks (CAPA)"),
    CodeTableEntry("CAPA12", "Médecine pénitentiaire (CAPA)", "Prison medicine (CAPA)"),
    CodeTableEntry("CAPA13", "Médecine tropicale (CAPA)", "Tropical medicine (CAPA)"),
    CodeTableEntry("CAPA14", "Pratiques médico-judiciaires (CAPA)", "Medico-legal practice (CAPA)"),
    CodeTableEntry("CAPA15", "Technologie transfusionnelle (CAPA)", "Transfusion technology (CAPA)"),
    CodeTableEntry("CAPA16", "Toxicomanies et Alcoologies (CAPA)", "Drug and alcohol addiction (CAPA)"),
    CodeTableEntry("DSM200", "Addictologie (DNQ)", "Addiction medicine (DNQ)"),
    CodeTableEntry(
      "DSM201", "Allergologie et Immunologie clinique (DNQ)", "Allergology and clinical immunology (DNQ)"),
    CodeTableEntry("DSM202", "Andrologie (DNQ)", "Andrology (DNQ)"),
    CodeTableEntry(
      "DSM203", "Biochimie hormonale et métabolique (DNQ)", "Hormonal and metabolic biochemistry (DNQ)"),
    CodeTableEntry("DSM204", "Biologie des agents infectieux (DNQ)", "Biology of infectious agents (DNQ)"),
    CodeTableEntry("DSM205", "Biologie moléculaire (DNQ)", "Molecular biology (DNQ)"),
    CodeTableEntry("DSM206", "Cancérologie (DNQ)", "Oncology (DNQ)"),
    CodeTableEntry("DSM207", "Chirurgie de la face et du cou (DNQ)", "Face and neck surgery (DNQ)"),
    CodeTableEntry(
      "DSM208", "Chirurgie plastique et reconstructrice (DNQ)", "Plastic and reconstructive surgery (DNQ)"),
    CodeTableEntry("DSM209", "Chirurgie vasculaire (DNQ)", "Vascular surgery (DNQ)"),
    CodeTableEntry("DSM210", "Cytogénétique humaine (DNQ)", "Human cytogenetics (DNQ)"),
    CodeTableEntry("DSM211", "Dermatopathologie (DNQ)", "Dermatopathology (DNQ)"),
    CodeTableEntry("DSM212", "Foetopathologie (DNQ)", "Foetal pathology (DNQ)"),
    CodeTableEntry("DSM213", "Gériatrie (DNQ)", "Geriatrics (DNQ)"),
    CodeTableEntry("DSM214", "Hématologie biologique (DNQ)", "Laboratory haematology (DNQ)"),
    CodeTableEntry("DSM215", "Hématologie maladies du sang (DNQ)", "Haematology, blood diseases (DNQ)"),
    CodeTableEntry("DSM216", "Hémobiologie-transfusion (DNQ)", "Haemobiology and transfusion (DNQ)"),
    CodeTableEntry("DSM217", "Immunologie et Immunopathologie (DNQ)", "Immunology and immunopathology (DNQ)"),
    CodeTableEntry("DSM218", "Médecine de la reproduction (DNQ)", "Reproductive medicine (DNQ)"),
    CodeTableEntry("DSM219", "Médecine du sport (DNQ)", "Sports medicine (DNQ)"),
    CodeTableEntry("DSM220", "Médecine d'urgence (DNQ)", "Emergency medicine (DNQ)"),
    CodeTableEntry(
      "DSM221", "Médecine légale et Expertises médicales (DNQ)",
      "Forensic medicine and medical expert opinion (DNQ)"),
    CodeTableEntry("DSM222", "Médecine nucléaire (DNQ)", "Nuclear medicine (DNQ)"),
    CodeTableEntry("DSM223", "Médecine vasculaire (DNQ)", "Vascular medicine (DNQ)"),
    CodeTableEntry("DSM224", "Néonatalogie (DNQ)", "Neonatology (DNQ)"),
    CodeTableEntry("DSM225", "Neuropathologie (DNQ)", "Neuropathology (DNQ)"),
    CodeTableEntry("DSM226", "Nutrition (DNQ)", "Nutrition (DNQ)"),
    CodeTableEntry(
      "DSM227", "Orthopédie dento-maxillo-faciale (DNQ)", "Dento-maxillofacial orthopaedics (DNQ)"),
    CodeTableEntry(
      "DSM228", "Pathologie infectieuse et tropicale, clinique et biologique (DNQ)",
      "Infectious and tropical pathology, clinical and laboratory (DNQ)"),
    CodeTableEntry(
      "DSM229", "Pharmacocinétique et Métabolisme des médicaments (DNQ)",
      "Pharmacokinetics and drug metabolism (DNQ)"),
    CodeTableEntry(
      "DSM230", "Pharmacologie clinique et Evaluation des thérapeutiques (DNQ)",
      "Clinical pharmacology and evaluation of therapies (DNQ)"),
    CodeTableEntry(
      "DSM231", "Psychiatrie de l'enfant et de l'adolescent (DNQ)", "Child and adolescent psychiatry (DNQ)"),
    CodeTableEntry("DSM232", "Radiopharmacie et radiobiologie (DNQ)", "Radiopharmacy and radiobiology (DNQ)"),
    CodeTableEntry("DSM233", "Réanimation médicale (DNQ)", "Medical intensive care (DNQ)"),
    CodeTableEntry("DSM234", "Toxicologie biologique (DNQ)", "Laboratory toxicology (DNQ)"),
    CodeTableEntry(
      "DSM235", "Médecine de la douleur et Médecine palliative (DNQ)",
      "Pain medicine and palliative medicine (DNQ)"),
    CodeTableEntry(
      "DSM236", "Cancérologie, option Traitements médicaux des cancers (DNQ)",
      "Oncology, medical treatment of cancers (DNQ)"),
    CodeTableEntry(
      "DSM237", "Cancérologie, option Chirurgie cancérologique (DNQ)", "Oncology, cancer surgery (DNQ)"),
    CodeTableEntry(
      "DSM238", "Cancérologie, option Réseaux de cancérologie (DNQ)", "Oncology, cancer care networks (DNQ)"),
    CodeTableEntry(
      "DSM239", "Cancérologie, option Biologie cancérologie (DNQ)", "Oncology, cancer biology (DNQ)"),
    CodeTableEntry(
      "DSM240", "Cancérologie, option Imagerie cancérologie (DNQ)", "Oncology, cancer imaging (DNQ)"),
  ]
}
