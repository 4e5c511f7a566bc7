internal import CPSDiagnostics
internal import SmartCard

/// A card that proved to be a CPS: it has the application and a serial of the issuer's.
struct RecognisedCard {
  let driver: any CardDriver
  let serial: CardSerial

  /// Recognises the card and reads its serial, with at most four commands for one that is none.
  ///
  /// - Throws: ``Diagnostic/notACPS``; ``Diagnostic/cardContactless``,
  ///   ``Diagnostic/cardGenerationUnsupported``; what ``CardChannel/send(_:)`` throws.
  static func find(over channel: inout CardChannel) throws(CPSError) -> RecognisedCard {
    let driver = try CardRecognition.recognise(&channel).driver()
    do throws(CPSError) {
      return RecognisedCard(driver: driver, serial: try driver.readSerial(over: &channel))
    } catch  where CardSerial.foreignness.contains(error.diagnostic) {
      throw CardRecognition.refusal(
        of: channel.answerToReset, driver.generation, "application without a serial: \(error.description)")
    }
  }
}
