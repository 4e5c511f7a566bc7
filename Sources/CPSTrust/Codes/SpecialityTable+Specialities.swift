extension SpecialityTable {
  /// Specialities of physicians (SM), dentists (SCD), advanced practice nurses (SI) and assistants (PAC).
  static let specialities: [CodeTableEntry] = [
    CodeTableEntry("SCD01", "Orthopédie dento-faciale (SCD)", "Orthodontics (SCD)"),
    CodeTableEntry("SCD02", "Chirurgie orale (SCD)", "Oral surgery (SCD)"),
    CodeTableEntry("SCD03", "Médecine bucco-dentaire (SCD)", "Oral medicine (SCD)"),
    CodeTableEntry(
      "PAC00", "Qualification Praticien adjoint contractuel (PAC)",
      "Qualification as contract assistant practitioner (PAC)"),
    CodeTableEntry(
      "SI01", "Exercice infirmier en pratique avancée pathologies chroniques stabilisées (SI)",
      "Advanced practice nursing, stabilised chronic conditions (SI)"),
    CodeTableEntry(
      "SI02", "Exercice infirmier en pratique avancée oncologie et hémato-oncologie (SI)",
      "Advanced practice nursing, oncology and haemato-oncology (SI)"),
    CodeTableEntry(
      "SI03",
      "Exercice infirmier en pratique avancée maladie rénale chronique, dialyse et "
        + "transplantation rénale (SI)",
      "Advanced practice nursing, chronic kidney disease, dialysis and kidney transplantation (SI)"),
    CodeTableEntry(
      "SI04", "Exercice infirmier en pratique avancée santé mentale (SI)",
      "Advanced practice nursing, mental health (SI)"),
    CodeTableEntry("SM01", "Anatomie et Cytologie pathologiques (SM)", "Pathology and cytopathology (SM)"),
    CodeTableEntry("SM02", "Anesthésie-réanimation (SM)", "Anaesthesia and intensive care (SM)"),
    CodeTableEntry("SM03", "Biologie médicale (SM)", "Laboratory medicine (SM)"),
    CodeTableEntry(
      "SM04", "Cardiologie et Maladies vasculaires (SM)", "Cardiology and vascular diseases (SM)"),
    CodeTableEntry("SM05", "Chirurgie générale (SM)", "General surgery (SM)"),
    CodeTableEntry("SM06", "Chirurgie maxillo-faciale (SM)", "Maxillofacial surgery (SM)"),
    CodeTableEntry(
      "SM07", "Chirurgie maxillo-faciale et Stomatologie (SM)", "Maxillofacial surgery and stomatology (SM)"),
    CodeTableEntry(
      "SM08", "Chirurgie orthopédique et Traumatologie (SM)", "Orthopaedic and trauma surgery (SM)"),
    CodeTableEntry("SM09", "Chirurgie infantile (SM)", "Paediatric surgery (SM)"),
    CodeTableEntry(
      "SM10", "Chirurgie plastique reconstructrice et esthétique (SM)",
      "Plastic, reconstructive and aesthetic surgery (SM)"),
    CodeTableEntry(
      "SM11", "Chirurgie thoracique et cardio-vasculaire (SM)", "Thoracic and cardiovascular surgery (SM)"),
    CodeTableEntry("SM12", "Chirurgie urologique (SM)", "Urological surgery (SM)"),
    CodeTableEntry("SM13", "Chirurgie vasculaire (SM)", "Vascular surgery (SM)"),
    CodeTableEntry("SM14", "Chirurgie viscérale et digestive (SM)", "Visceral and digestive surgery (SM)"),
    CodeTableEntry("SM15", "Dermatologie et Vénéréologie (SM)", "Dermatology and venereology (SM)"),
    CodeTableEntry("SM16", "Endocrinologie et métabolisme (SM)", "Endocrinology and metabolism (SM)"),
    CodeTableEntry("SM17", "Génétique médicale (SM)", "Medical genetics (SM)"),
    CodeTableEntry("SM18", "Gériatrie (SM)", "Geriatrics (SM)"),
    CodeTableEntry("SM19", "Gynécologie médicale (SM)", "Medical gynaecology (SM)"),
    CodeTableEntry("SM20", "Gynécologie-obstétrique (SM)", "Obstetrics and gynaecology (SM)"),
    CodeTableEntry("SM21", "Hématologie (SM)", "Haematology (SM)"),
    CodeTableEntry("SM22", "Hématologie, option Maladie du sang (SM)", "Haematology, blood diseases (SM)"),
    CodeTableEntry("SM23", "Hématologie, option Onco-hématologie (SM)", "Haematology, onco-haematology (SM)"),
    CodeTableEntry("SM24", "Gastro-entérologie et Hépatologie (SM)", "Gastroenterology and hepatology (SM)"),
    CodeTableEntry("SM25", "Médecine du travail (SM)", "Occupational medicine (SM)"),
    CodeTableEntry("SM26", "Qualifié en Médecine Générale (SM)", "Qualified in general practice (SM)"),
    CodeTableEntry("SM27", "Médecine interne (SM)", "Internal medicine (SM)"),
    CodeTableEntry("SM28", "Médecine nucléaire (SM)", "Nuclear medicine (SM)"),
    CodeTableEntry(
      "SM29", "Médecine physique et réadaptation (SM)", "Physical medicine and rehabilitation (SM)"),
    CodeTableEntry("SM30", "Néphrologie (SM)", "Nephrology (SM)"),
    CodeTableEntry("SM31", "Neuro-chirurgie (SM)", "Neurosurgery (SM)"),
    CodeTableEntry("SM32", "Neurologie (SM)", "Neurology (SM)"),
    CodeTableEntry("SM33", "Neuro-psychiatrie (SM)", "Neuropsychiatry (SM)"),
    CodeTableEntry(
      "SM34", "ORL et Chirurgie cervico-faciale (SM)", "Otorhinolaryngology and head and neck surgery (SM)"),
    CodeTableEntry("SM35", "Oncologie, option Onco-hématologie (SM)", "Oncology, onco-haematology (SM)"),
    CodeTableEntry("SM36", "Oncologie, option médicale (SM)", "Oncology, medical (SM)"),
    CodeTableEntry("SM37", "Oncologie, option radiothérapie (SM)", "Oncology, radiotherapy (SM)"),
    CodeTableEntry("SM38", "Ophtalmologie (SM)", "Ophthalmology (SM)"),
    CodeTableEntry("SM39", "Oto-rhino-laryngologie (SM)", "Otorhinolaryngology (SM)"),
    CodeTableEntry("SM40", "Pédiatrie (SM)", "Paediatrics (SM)"),
    CodeTableEntry("SM41", "Pneumologie (SM)", "Respiratory medicine (SM)"),
    CodeTableEntry("SM42", "Psychiatrie (SM)", "Psychiatry (SM)"),
    CodeTableEntry(
      "SM43", "Psychiatrie, option enfant et adolescent (SM)", "Psychiatry, children and adolescents (SM)"),
    CodeTableEntry("SM44", "Radio-diagnostic (SM)", "Diagnostic radiology (SM)"),
    CodeTableEntry("SM45", "Radio-thérapie (SM)", "Radiotherapy (SM)"),
    CodeTableEntry("SM46", "Médecine intensive-réanimation (SM)", "Intensive care medicine (SM)"),
    CodeTableEntry("SM47", "Recherche médicale (SM)", "Medical research (SM)"),
    CodeTableEntry("SM48", "Rhumatologie (SM)", "Rheumatology (SM)"),
    CodeTableEntry(
      "SM49", "Santé publique et Médecine sociale (SM)", "Public health and social medicine (SM)"),
    CodeTableEntry("SM50", "Stomatologie (SM)", "Stomatology (SM)"),
    CodeTableEntry(
      "SM51", "Gynéco-obstétrique et Gynéco-médicale, option Gynéco-obstétrique (SM)",
      "Obstetric and medical gynaecology, obstetric gynaecology (SM)"),
    CodeTableEntry(
      "SM52", "Gynéco-obstétrique et Gynéco-médicale, option Gynéco-médicale (SM)",
      "Obstetric and medical gynaecology, medical gynaecology (SM)"),
    CodeTableEntry("SM53", "Spécialiste en Médecine Générale (SM)", "Specialist in general practice (SM)"),
    CodeTableEntry("SM54", "Médecine générale (SM)", "General practice (SM)"),
    CodeTableEntry(
      "SM55", "Radio-diagnostic et Radio-thérapie (SM)", "Diagnostic radiology and radiotherapy (SM)"),
    CodeTableEntry("SM56", "Chirurgie orale (SM)", "Oral surgery (SM)"),
    CodeTableEntry("SM57", "Allergologie (SM)", "Allergology (SM)"),
    CodeTableEntry(
      "SM58", "Maladies infectieuses et tropicales (SM)", "Infectious and tropical diseases (SM)"),
    CodeTableEntry("SM59", "Médecine d'urgence (SM)", "Emergency medicine (SM)"),
    CodeTableEntry(
      "SM60", "Médecine légale et expertises médicales (SM)",
      "Forensic medicine and medical expert opinion (SM)"),
    CodeTableEntry("SM61", "Médecine vasculaire (SM)", "Vascular medicine (SM)"),
    CodeTableEntry(
      "SM62", "Endocrinologie, diabétologie, nutrition (SM)", "Endocrinology, diabetology, nutrition (SM)"),
    CodeTableEntry(
      "SM63", "Biologie médicale option biologie générale (SM)", "Laboratory medicine, general (SM)"),
    CodeTableEntry(
      "SM64", "Biologie médicale option médecine moléculaire, génétique et pharmacologie (SM)",
      "Laboratory medicine, molecular medicine, genetics and pharmacology (SM)"),
    CodeTableEntry(
      "SM65", "Biologie médicale option hématologie et immunologie (SM)",
      "Laboratory medicine, haematology and immunology (SM)"),
    CodeTableEntry(
      "SM66", "Biologie médicale option agents infectieux (SM)",
      "Laboratory medicine, infectious agents (SM)"),
    CodeTableEntry(
      "SM67", "Biologie médicale option biologie de la reproduction (SM)",
      "Laboratory medicine, reproductive biology (SM)"),
    CodeTableEntry(
      "SM68", "Chirurgie maxillo-faciale (réforme 2017) (SM)", "Maxillofacial surgery (2017 reform) (SM)"),
    CodeTableEntry(
      "SM69", "Chirurgie pédiatrique option chirurgie viscérale pédiatrique (SM)",
      "Paediatric surgery, visceral (SM)"),
    CodeTableEntry(
      "SM70", "Chirurgie pédiatrique option orthopédie pédiatrique (SM)",
      "Paediatric surgery, orthopaedic (SM)"),
    CodeTableEntry("SM71", "Hématologie (réforme 2017) (SM)", "Haematology (2017 reform) (SM)"),
    CodeTableEntry(
      "SM72", "Médecine interne et immunologie clinique (SM)",
      "Internal medicine and clinical immunology (SM)"),
  ]
}
