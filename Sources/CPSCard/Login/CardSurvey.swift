internal import CPSDiagnostics
internal import OpenSSLKit
internal import SmartCard

/// The public part of a login: which card it is, what it holds, how its PIN stands.
///
/// Never sends VERIFY.
struct CardSurvey {
  let driver: any CardDriver
  let publicData: CardPublicData
  let pinStatus: PINStatus
  let isFromCache: Bool

  /// Recognises the card and reads it, as far as `cache` does not know it.
  static func read(
    over channel: inout CardChannel, cached cache: any CardPublicDataCache
  ) throws(CPSError) -> CardSurvey {
    let card = try RecognisedCard.find(over: &channel)
    let (driver, serial) = (card.driver, card.serial)
    if let known = try fromCache(cache.publicData(of: serial), of: serial, by: driver, over: &channel) {
      return known
    }
    let data = try publicData(of: serial, by: driver, over: &channel)
    let status = try driver.readStatus(of: data.pin, after: .elsewhere, over: &channel)
    return CardSurvey(driver: driver, publicData: data, pinStatus: status, isFromCache: false)
  }

  /// Reads the login data from the card itself.
  static func publicData(
    of serial: CardSerial, by driver: any CardDriver, over channel: inout CardChannel
  ) throws(CPSError) -> CardPublicData {
    let directory = try driver.readDirectory(over: &channel)
    let objects = try driver.authenticationObjects(of: directory)
    let der = try directory.readCertificate(objects.certificate, over: &channel)
    _ = try Certificate(der: der)
    return CardPublicData(
      serial: serial, generation: driver.generation, authenticationCertificate: der,
      application: directory.application, keyReference: objects.keyReference, pin: objects.pin)
  }

  /// The number of the holder's PIN on every CPS that was seen (cps-card.md section 5).
  private static let holderPIN: UInt8 = 1

  /// The survey by what is known already; nil when that does not fit the card.
  ///
  /// The signature will show whether a certificate, a path or a key is the card's; it comes too late for the form
  /// of the PIN, by which a spoilt cache could spend tries. So that form is believed only for the holder's own PIN,
  /// and only while no try is lost: a spoilt form costs one try at most, never the last, and none of the
  /// unblocking code. Attack case ST-10.
  private static func fromCache(
    _ data: CardPublicData?, of serial: CardSerial, by driver: any CardDriver,
    over channel: inout CardChannel
  ) throws(CPSError) -> CardSurvey? {
    guard let data, data.serial == serial, data.generation == driver.generation,
      data.pin.number == holderPIN, data.pin.cla == driver.files.channelClass,
      (try? Certificate(der: data.authenticationCertificate)) != nil
    else { return nil }
    do throws(CPSError) {
      let status = try driver.readStatus(of: data.pin, after: .serialNumber, over: &channel)
      guard status.triesLeft == status.maximumTries || status.isBlocked else { return nil }
      return CardSurvey(driver: driver, publicData: data, pinStatus: status, isFromCache: true)
    } catch  where error.diagnostic == .cardIncomplete {
      return nil
    }
  }
}
