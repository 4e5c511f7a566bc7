internal import CPSAuth
internal import CPSDiagnostics
internal import Foundation
internal import OpenSSLKit

/// A new folder for the files of a report, which nobody else may enter.
struct ReportFolder {
  private let path: String
  /// To whom files are sealed; nil to write them as they are.
  private let recipients: [Certificate]

  /// Makes the folder.
  ///
  /// - Parameter recipients: to whom everything in it is sealed; none to write it readably.
  /// - Throws: ``Diagnostic/outputExists`` when something has the name already; ``Diagnostic/outputFailed``.
  init(_ path: String, sealedTo recipients: [Certificate] = []) throws(CPSError) {
    guard mkdir(path, mode_t(0o700)) == 0 else {
      guard errno != EEXIST else { throw CPSError(.outputExists, ["path": path]) }
      throw CPSError(.outputFailed, ["path": path], reason: String(cString: strerror(errno)))
    }
    self.path = path
    self.recipients = recipients
  }

  /// Writes a file, sealed where recipients are named, as `openssl cms -decrypt -inform DER` opens it.
  ///
  /// - Throws: ``Diagnostic/outputFailed``; an error of a recipient's key.
  func write(_ text: String, to name: String) throws(CPSError) {
    let bytes = Array(text.utf8)
    let isSealed = !recipients.isEmpty
    let place = "\(path)/\(name)\(isSealed ? ".p7m" : "")"
    let content = isSealed ? try SealedContent(sealing: bytes, to: recipients).der : bytes
    try NewFile.reserve(place)
    do { try Data(content).write(to: URL(filePath: place)) } catch {
      throw CPSError(.outputFailed, ["path": place], reason: "\(error)")
    }
  }
}
