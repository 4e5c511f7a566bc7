extension SpecialityTable {
  /// Competences (C) and exclusive competences (CEX) that the Order recognised.
  static let competences: [CodeTableEntry] = [
    CodeTableEntry(
      "CEX22", "Gynécologie médicale et obstétrique (CEX)", "Medical gynaecology and obstetrics (CEX)"),
    CodeTableEntry("CEX24", "Gynécologie médicale (CEX)", "Medical gynaecology (CEX)"),
    CodeTableEntry("CEX26", "Obstétrique (CEX)", "Obstetrics (CEX)"),
    CodeTableEntry("CEX64", "Urologie (CEX)", "Urology (CEX)"),
    CodeTableEntry(
      "C01", "Anatomie et Cytologie pathologiques humaines (C)", "Human pathology and cytopathology (C)"),
    CodeTableEntry("C03", "Anesthésie-réanimation (C)", "Anaesthesia and intensive care (C)"),
    CodeTableEntry("C05", "Médecine appliquée aux sports (C)", "Sports medicine (C)"),
    CodeTableEntry("C07", "Cardiologie (C)", "Cardiology (C)"),
    CodeTableEntry(
      "C09", "Chirurgie plastique, reconstructrice et esthétique (C)",
      "Plastic, reconstructive and aesthetic surgery (C)"),
    CodeTableEntry("C10", "Chirurgie maxillo-faciale (C)", "Maxillofacial surgery (C)"),
    CodeTableEntry("C11", "Chirurgie thoracique (C)", "Thoracic surgery (C)"),
    CodeTableEntry("C12", "Chirurgie orthopédique (C)", "Orthopaedic surgery (C)"),
    CodeTableEntry("C13", "Urologie (C)", "Urology (C)"),
    CodeTableEntry("C15", "Dermato-vénéréologie (C)", "Dermatology and venereology (C)"),
    CodeTableEntry("C20", "Hémobiologie (C)", "Haemobiology (C)"),
    CodeTableEntry(
      "C23", "Gynécologie médicale et Obstétrique (C)", "Medical gynaecology and obstetrics (C)"),
    CodeTableEntry("C25", "Gynécologie médicale (C)", "Medical gynaecology (C)"),
    CodeTableEntry("C27", "Obstétrique (C)", "Obstetrics (C)"),
    CodeTableEntry("C29", "Maladies de l'appareil digestif (C)", "Diseases of the digestive system (C)"),
    CodeTableEntry("C30", "Néphrologie (C)", "Nephrology (C)"),
    CodeTableEntry("C31", "Médecine exotique (C)", "Exotic medicine (C)"),
    CodeTableEntry("C33", "Allergologie (C)", "Allergology (C)"),
    CodeTableEntry("C34", "Angéiologie (C)", "Angiology (C)"),
    CodeTableEntry("C35", "Cancérologie (C)", "Oncology (C)"),
    CodeTableEntry("C36", "Diabétologie-nutrition (C)", "Diabetology and nutrition (C)"),
    CodeTableEntry("C37", "Endocrinologie (C)", "Endocrinology (C)"),
    CodeTableEntry("C38", "Maladies du sang (C)", "Blood diseases (C)"),
    CodeTableEntry("C39", "Réanimation (C)", "Intensive care (C)"),
    CodeTableEntry("C40", "Médecine légale (C)", "Forensic medicine (C)"),
    CodeTableEntry("C41", "Médecine du travail (C)", "Occupational medicine (C)"),
    CodeTableEntry("C43", "Neurologie (C)", "Neurology (C)"),
    CodeTableEntry("C45", "Neuro-chirurgie (C)", "Neurosurgery (C)"),
    CodeTableEntry("C47", "Neuro-psychiatrie (C)", "Neuropsychiatry (C)"),
    CodeTableEntry("C51", "Pédiatrie (C)", "Paediatrics (C)"),
    CodeTableEntry("C52", "Phoniatrie (C)", "Phoniatrics (C)"),
    CodeTableEntry("C54", "Pneumologie (C)", "Respiratory medicine (C)"),
    CodeTableEntry("C57", "Psychiatrie (C)", "Psychiatry (C)"),
    CodeTableEntry(
      "C58", "Psychiatrie, option enfant et adolescent (C)", "Psychiatry, children and adolescents (C)"),
    CodeTableEntry(
      "C60", "Médecine physique et réadaptation (C)", "Physical medicine and rehabilitation (C)"),
    CodeTableEntry("C62", "Rhumatologie (C)", "Rheumatology (C)"),
    CodeTableEntry("C68", "Chirurgie pédiatrique (C)", "Paediatric surgery (C)"),
    CodeTableEntry("C69", "Médecine nucléaire (C)", "Nuclear medicine (C)"),
    CodeTableEntry("C71", "Médecine thermale (C)", "Spa medicine (C)"),
    CodeTableEntry("C72", "Génétique médicale (C)", "Medical genetics (C)"),
    CodeTableEntry(
      "C75", "Endocrinologie maladies métaboliques (C)", "Endocrinology and metabolic diseases (C)"),
    CodeTableEntry("C76", "Orthopédie dento-maxillo-faciale (C)", "Dento-maxillofacial orthopaedics (C)"),
    CodeTableEntry("C83", "Chirurgie face et cou (C)", "Face and neck surgery (C)"),
  ]
}
