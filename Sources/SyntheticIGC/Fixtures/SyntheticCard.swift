/// A card that does not exist, of which the fixtures hold keys and certificates.
public struct SyntheticCard: Sendable {
  /// What is particular about a card.
  public enum Particularity: String, Sendable, Codable, CaseIterable {
    /// Nothing: a card as it should be.
    case none
    /// Its certificates are past their end.
    case expired
    /// Its authentication certificate is on the list of its authority.
    case revoked
    /// Where the authentication certificate belongs lies one with the profile of signature.
    case signatureForAuthentication = "signature-for-authentication"
    /// Its authentication certificate has 1,328 bytes, the length with which the peers were counted.
    case compact
  }

  /// The name of its folder.
  public let name: String
  /// The eight digits that the card shows, in EF.SN (cps-card.md, section 3.1).
  public let serial: String
  /// Whose it is.
  public let professional: SyntheticProfessional
  /// What is particular about it.
  public let particularity: Particularity
  /// Whether it is used without contact: it then has a technical certificate too.
  public let isContactless: Bool

  /// The PIN of every card of the fixtures.
  public static let pin = "1234"
  /// The PUK of every card of the fixtures.
  public static let puk = "12345678"
  /// The issuer's prefix before the eight digits in EF.SN, and before the card number in certificates.
  public static let issuerIdentifier = "8025000001"

  /// A card of a professional, with its eight digits.
  public init(
    name: String, serial: String, professional: SyntheticProfessional, particularity: Particularity,
    isContactless: Bool = false
  ) {
    self.name = name
    self.serial = serial
    self.professional = professional
    self.particularity = particularity
    self.isContactless = isContactless
  }

  /// The ten digits in the certificates.
  ///
  /// How the real ones relate to the eight digits of EF.SN is not known; here they end with them.
  public var cardNumber: String { "26" + serial }

  /// The Luhn digit behind prefix and serial number in EF.SN (cps-card.md, section 3.1).
  public var checkDigit: Int {
    let digits = (Self.issuerIdentifier + serial).utf8.reversed().map { Int($0) - 0x30 }
    let sum = digits.enumerated().reduce(0) { sum, digit in
      let value = digit.offset.isMultiple(of: 2) ? 2 * digit.element : digit.element
      return sum + value / 10 + value % 10
    }
    return (10 - sum % 10) % 10
  }

  /// The profile of the certificate with which the card authenticates, valid as the fixtures are.
  public var authenticationProfile: LeafProfile { authenticationProfile(validity: fixtureValidity) }

  /// The profile of the certificate with which the card signs, valid as the fixtures are.
  public var signatureProfile: LeafProfile { signatureProfile(validity: fixtureValidity) }

  /// The profile of the certificate of the key that needs no PIN, valid as the fixtures are.
  public var technicalProfile: LeafProfile { technicalProfile(validity: fixtureValidity) }

  /// The profile of the certificate of the key that needs no PIN.
  public func technicalProfile(validity: LeafValidity) -> LeafProfile {
    .contactlessTechnical(cardNumber: cardNumber, validity: validity)
  }

  /// The profile of the certificate with which the card authenticates.
  public func authenticationProfile(validity: LeafValidity) -> LeafProfile {
    switch particularity {
    case .signatureForAuthentication: return signatureProfile(validity: validity)
    case .compact: return compactProfile(validity: validity)
    case .none, .expired, .revoked:
      return .cpsAuthentication(professional, cardNumber: cardNumber, validity: validity)
    }
  }

  /// The profile of the certificate with which the card signs.
  public func signatureProfile(validity: LeafValidity) -> LeafProfile {
    .cpsSignature(professional, cardNumber: cardNumber, validity: validity)
  }

  private var fixtureValidity: LeafValidity { particularity == .expired ? .past : .fixture }

  /// Without what a path does not need: addresses, policy, principal name and key identifier.
  private func compactProfile(validity: LeafValidity) -> LeafProfile {
    var profile = LeafProfile.cpsAuthentication(professional, cardNumber: cardNumber, validity: validity)
    profile.hasAddresses = false
    profile.policy = nil
    profile.userPrincipalName = nil
    profile.hasSubjectKeyIdentifier = false
    return profile
  }
}
