public import CPSDiagnostics
internal import FoundationEssentials
internal import OpenSSLKit

/// A card from a folder of files, as `Fixtures/cards` holds one folder for each fictitious person.
extension VirtualCardMaker {
  /// `card.json`, as far as a card needs it.
  private struct Description: Decodable {
    let serial: String
    let pin: String
    let puk: String
    let surname: String
    let givenName: String
    let nationalIdentifier: String
    let profession: UInt8
  }

  /// Reads `card.json`, `signature.der`, `signature.key.pem`, `authentication.der`, `authentication.key.pem`;
  /// `technical.der` and `technical.key.pem` where the folder has them.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder.
  ///   - pin: takes the place of the PIN in `card.json`.
  ///   - puk: takes the place of the PUK in `card.json`.
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/keyMalformed``, ``Diagnostic/certificateMalformed``;
  ///   ``Diagnostic/virtualCardProfileInvalid`` when the files do not make a card, or a certificate is not
  ///   that of its key.
  public init(folder: String, pin: String? = nil, puk: String? = nil) throws(CPSError) {
    let description: Description
    let json = try InputFile.bytes("\(folder)/card.json")
    do {
      description = try JSONDecoder().decode(Description.self, from: Data(json))
    } catch {
      throw CPSError(
        .virtualCardProfileInvalid, ["detail": "card.json"], reason: "serial, PIN, PUK or holder")
    }
    try self.init(
      serialDigits: description.serial, pin: pin ?? description.pin, puk: puk ?? description.puk,
      signature: Self.credential("signature", in: folder),
      authentication: Self.credential("authentication", in: folder),
      technical: FileManager.default.fileExists(atPath: "\(folder)/technical.der")
        ? Self.credential("technical", in: folder) : nil,
      holder: VirtualCardHolder(
        surname: description.surname, givenName: description.givenName,
        nationalIdentifier: description.nationalIdentifier, profession: description.profession))
  }

  private static func credential(_ name: String, in folder: String) throws(CPSError) -> Credential {
    let certificate = try Certificate(der: InputFile.bytes("\(folder)/\(name).der"))
    let text = String(decoding: try InputFile.bytes("\(folder)/\(name).key.pem"), as: UTF8.self)
    let key = try PrivateKey(pem: text)
    guard certificate.publicKey == key.publicKey else {
      throw CPSError(.virtualCardProfileInvalid, ["detail": "\(name): certificate of another key"])
    }
    return Credential(privateKey: try key.pkcs8(), certificate: certificate.der)
  }
}
