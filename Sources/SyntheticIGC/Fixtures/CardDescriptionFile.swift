internal import CPSDiagnostics
internal import FoundationEssentials

/// `card.json`: what is written about a card of the fixtures, for whoever makes an image of it.
struct CardDescriptionFile: Encodable {
  let schema = 1
  let name: String
  let serial: String
  let checkDigit: Int
  let cardNumber: String
  let pin: String
  let puk: String
  let nationalIdentifier: String
  let surname: String
  let givenName: String
  let profession: UInt8
  let specialities: [String]
  let particularity: SyntheticCard.Particularity

  init(_ card: SyntheticCard) {
    name = card.name
    serial = card.serial
    checkDigit = card.checkDigit
    cardNumber = card.cardNumber
    pin = SyntheticCard.pin
    puk = SyntheticCard.puk
    nationalIdentifier = card.professional.nationalIdentifier
    surname = card.professional.surname
    givenName = card.professional.givenName
    profession = card.professional.profession
    specialities = card.professional.specialities
    particularity = card.particularity
  }

  /// The text, the same each time.
  func bytes() throws(CPSError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do { return Array(try encoder.encode(self)) + [0x0A] } catch {
      throw CPSError(.internalFault, reason: "\(error)")
    }
  }
}
