public import CPSDiagnostics

extension ProfessionCode {
  /// Whether the code is in table G15 as it stood on 28 February 2020 (dictionary version 02.18, 29 codes).
  ///
  /// A code that is not known is shown but never authorises.
  public var isKnown: Bool { Self.labels[rawValue] != nil }

  /// What the profession is called, in French as the dictionary and certificates write it; nil when unknown.
  public var label: Bilingual? { Self.labels[rawValue] }

  /// Table G15; the French texts are the dictionary's, the English ones are ours.
  private static let labels: [Int: Bilingual] = [
    10: Bilingual(fr: "Médecin", en: "Physician"),
    21: Bilingual(fr: "Pharmacien", en: "Pharmacist"),
    26: Bilingual(fr: "Audioprothésiste", en: "Hearing aid specialist"),
    28: Bilingual(fr: "Opticien-Lunetier", en: "Optician"),
    31: Bilingual(fr: "Assistant dentaire", en: "Dental assistant"),
    32: Bilingual(fr: "Physicien médical", en: "Medical physicist"),
    35: Bilingual(fr: "Aide-soignant", en: "Nursing aide"),
    36: Bilingual(fr: "Ambulancier", en: "Ambulance worker"),
    37: Bilingual(fr: "Auxiliaire de puériculture", en: "Childcare aide"),
    38: Bilingual(fr: "Préparateur en pharmacie hospitalière", en: "Hospital pharmacy technician"),
    39: Bilingual(fr: "Préparateur en pharmacie (officine)", en: "Pharmacy technician"),
    40: Bilingual(fr: "Chirurgien-Dentiste", en: "Dental surgeon"),
    50: Bilingual(fr: "Sage-Femme", en: "Midwife"),
    60: Bilingual(fr: "Infirmier", en: "Nurse"),
    69: Bilingual(fr: "Infirmier psychiatrique", en: "Psychiatric nurse"),
    70: Bilingual(fr: "Masseur-Kinésithérapeute", en: "Physiotherapist"),
    80: Bilingual(fr: "Pédicure-Podologue", en: "Podiatrist"),
    81: Bilingual(fr: "Orthoprothésiste", en: "Orthotist and prosthetist"),
    82: Bilingual(fr: "Podo-Orthésiste", en: "Foot orthotist"),
    83: Bilingual(fr: "Orthopédiste-Orthésiste", en: "Orthopaedic orthotist"),
    84: Bilingual(fr: "Oculariste", en: "Ocularist"),
    85: Bilingual(fr: "Epithésiste", en: "Anaplastologist"),
    86: Bilingual(fr: "Technicien de labo médical", en: "Medical laboratory technician"),
    91: Bilingual(fr: "Orthophoniste", en: "Speech therapist"),
    92: Bilingual(fr: "Orthoptiste", en: "Orthoptist"),
    94: Bilingual(fr: "Ergothérapeute", en: "Occupational therapist"),
    95: Bilingual(fr: "Diététicien", en: "Dietician"),
    96: Bilingual(fr: "Psychomotricien", en: "Psychomotor therapist"),
    98: Bilingual(fr: "Manipulateur ERM", en: "Radiographer"),
  ]
}
