extension SpecialityTable {
  /// Specialities of the national hospital competition (SCH).
  static let hospitalSpecialities: [CodeTableEntry] = [
    CodeTableEntry("SCH01", "Anatomie et Cytologie pathologiques (SCH)", "Pathology and cytopathology (SCH)"),
    CodeTableEntry("SCH02", "Anesthésie-réanimation (SCH)", "Anaesthesia and intensive care (SCH)"),
    CodeTableEntry(
      "SCH03", "Bactériologie-virologie, Hygiène hospitalière (SCH)",
      "Bacteriology and virology, hospital hygiene (SCH)"),
    CodeTableEntry("SCH04", "Biochimie (SCH)", "Biochemistry (SCH)"),
    CodeTableEntry(
      "SCH05", "Biologie cellulaire, histologie, Biologie du développement (SCH)",
      "Cell biology, histology, developmental biology (SCH)"),
    CodeTableEntry("SCH06", "Biologie médicale (SCH)", "Laboratory medicine (SCH)"),
    CodeTableEntry("SCH07", "Biophysique (SCH)", "Biophysics (SCH)"),
    CodeTableEntry("SCH08", "Oncologie médicale (SCH)", "Medical oncology (SCH)"),
    CodeTableEntry(
      "SCH09", "Cardiologie et Maladies vasculaires (SCH)", "Cardiology and vascular diseases (SCH)"),
    CodeTableEntry("SCH10", "Chirurgie générale (SCH)", "General surgery (SCH)"),
    CodeTableEntry("SCH11", "Chirurgie viscérale et digestive (SCH)", "Visceral and digestive surgery (SCH)"),
    CodeTableEntry("SCH12", "Chirurgie infantile (SCH)", "Paediatric surgery (SCH)"),
    CodeTableEntry("SCH13", "Chirurgie maxillo-faciale (SCH)", "Maxillofacial surgery (SCH)"),
    CodeTableEntry(
      "SCH14", "Chirurgie orthopédique et Traumatologique (SCH)", "Orthopaedic and trauma surgery (SCH)"),
    CodeTableEntry(
      "SCH15", "Chirurgie plastique reconstructrice et esthétique (SCH)",
      "Plastic, reconstructive and aesthetic surgery (SCH)"),
    CodeTableEntry(
      "SCH16", "Chirurgie thoracique et cardio-vasculaire (SCH)",
      "Thoracic and cardiovascular surgery (SCH)"),
    CodeTableEntry("SCH17", "Chirurgie urologique (SCH)", "Urological surgery (SCH)"),
    CodeTableEntry("SCH18", "Chirurgie vasculaire (SCH)", "Vascular surgery (SCH)"),
    CodeTableEntry("SCH19", "Dermatologie et Vénéréologie (SCH)", "Dermatology and venereology (SCH)"),
    CodeTableEntry("SCH20", "Endocrinologie et Métabolisme (SCH)", "Endocrinology and metabolism (SCH)"),
    CodeTableEntry("SCH21", "Santé publique (SCH)", "Public health (SCH)"),
    CodeTableEntry("SCH22", "Explorations fonctionnelles (SCH)", "Functional investigations (SCH)"),
    CodeTableEntry(
      "SCH23", "Gastro-entérologie et Hépatologie (SCH)", "Gastroenterology and hepatology (SCH)"),
    CodeTableEntry("SCH24", "Génétique (SCH)", "Genetics (SCH)"),
    CodeTableEntry("SCH25", "Génétique médicale (SCH)", "Medical genetics (SCH)"),
    CodeTableEntry("SCH26", "Gynécologie et Obstétrique (SCH)", "Gynaecology and obstetrics (SCH)"),
    CodeTableEntry("SCH27", "Hématologie biologique (SCH)", "Laboratory haematology (SCH)"),
    CodeTableEntry("SCH28", "Hématologie clinique (SCH)", "Clinical haematology (SCH)"),
    CodeTableEntry("SCH29", "Hémobiologie-transfusion (SCH)", "Haemobiology and transfusion (SCH)"),
    CodeTableEntry("SCH30", "Hygiène hospitalière (SCH)", "Hospital hygiene (SCH)"),
    CodeTableEntry("SCH31", "Immunologie biologique (SCH)", "Laboratory immunology (SCH)"),
    CodeTableEntry("SCH32", "Immunologie clinique (SCH)", "Clinical immunology (SCH)"),
    CodeTableEntry(
      "SCH33", "Maladies infectieuses, maladies tropicales (SCH)",
      "Infectious diseases, tropical diseases (SCH)"),
    CodeTableEntry(
      "SCH34", "Médecine de la reproduction et Gynécologie médicale (SCH)",
      "Reproductive medicine and medical gynaecology (SCH)"),
    CodeTableEntry("SCH35", "Médecine du travail (SCH)", "Occupational medicine (SCH)"),
    CodeTableEntry("SCH36", "Médecine d'urgence (SCH)", "Emergency medicine (SCH)"),
    CodeTableEntry("SCH37", "Médecine générale (SCH)", "General practice (SCH)"),
    CodeTableEntry("SCH38", "Gériatrie (SCH)", "Geriatrics (SCH)"),
    CodeTableEntry("SCH39", "Médecine interne (SCH)", "Internal medicine (SCH)"),
    CodeTableEntry("SCH40", "Médecine légale (SCH)", "Forensic medicine (SCH)"),
    CodeTableEntry("SCH41", "Médecine nucléaire (SCH)", "Nuclear medicine (SCH)"),
    CodeTableEntry(
      "SCH42", "Médecine physique et de réadaptation (SCH)", "Physical medicine and rehabilitation (SCH)"),
    CodeTableEntry("SCH43", "Néphrologie (SCH)", "Nephrology (SCH)"),
    CodeTableEntry("SCH44", "Neuro-chirurgie (SCH)", "Neurosurgery (SCH)"),
    CodeTableEntry("SCH45", "Neurologie (SCH)", "Neurology (SCH)"),
    CodeTableEntry("SCH46", "Odontologie polyvalente (SCH)", "General dentistry (SCH)"),
    CodeTableEntry("SCH47", "Ophtalmologie (SCH)", "Ophthalmology (SCH)"),
    CodeTableEntry("SCH48", "Oto-rhino-laryngologie (SCH)", "Otorhinolaryngology (SCH)"),
    CodeTableEntry("SCH49", "Parasitologie (SCH)", "Parasitology (SCH)"),
    CodeTableEntry("SCH50", "Pédiatrie (SCH)", "Paediatrics (SCH)"),
    CodeTableEntry(
      "SCH51", "Pharmacie polyvalente et Pharmacie hospitalière (SCH)",
      "General and hospital pharmacy (SCH)"),
    CodeTableEntry(
      "SCH52", "Pharmacologie clinique et Toxicologie (SCH)", "Clinical pharmacology and toxicology (SCH)"),
    CodeTableEntry("SCH53", "Pneumologie (SCH)", "Respiratory medicine (SCH)"),
    CodeTableEntry("SCH54", "Psychiatrie polyvalente (SCH)", "General psychiatry (SCH)"),
    CodeTableEntry("SCH55", "Radiologie (SCH)", "Radiology (SCH)"),
    CodeTableEntry("SCH56", "Oncologie radiothérapique (SCH)", "Radiation oncology (SCH)"),
    CodeTableEntry("SCH57", "Réanimation médicale (SCH)", "Medical intensive care (SCH)"),
    CodeTableEntry("SCH58", "Rhumatologie (SCH)", "Rheumatology (SCH)"),
    CodeTableEntry("SCH59", "Stomatologie (SCH)", "Stomatology (SCH)"),
    CodeTableEntry("SCH60", "Toxicologie et Pharmacologie (SCH)", "Toxicology and pharmacology (SCH)"),
  ]
}
