internal import CPSDiagnostics

/// Whether a signature is right, and what is against it.
struct SignatureVerdict: Encodable, Sendable {
  /// What makes a signature count for nothing.
  enum Reason: String, Encodable, Sendable {
    /// The key cannot be read.
    case key
    /// The signature is wrong, of another form, or its algorithm does not fit the key.
    case signature
  }

  private enum CodingKeys: String, CodingKey {
    case reason
    case isValid = "valid"
  }

  let isValid: Bool
  let reason: Reason?

  init(reason: Reason?) {
    isValid = reason == nil
    self.reason = reason
  }

  func text(in language: Language) -> String {
    switch reason {
    case nil: Bilingual(fr: "La signature est juste.", en: "The signature is right.")[language]
    case .key: Bilingual(fr: "La clé n’est pas lisible.", en: "The key cannot be read.")[language]
    case .signature:
      Bilingual(
        fr: "La signature est fausse, ou n’est pas de cet algorithme sous cette clé.",
        en: "The signature is wrong, or not of this algorithm under this key.")[language]
    }
  }
}
