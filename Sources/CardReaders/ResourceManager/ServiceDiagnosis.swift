internal import CPCSCLite
internal import CPSDiagnostics
private import Foundation

/// Why no context with the resource manager could be had: three situations that libpcsclite reports as one,
/// and two more (attack cases HR-01, HR-03, HR-04).
struct ServiceDiagnosis: Sendable {
  /// Where libpcsclite looks for the daemon.
  let socketPath: String
  /// Whether something lies there.
  let socketExists: Bool
  /// Whether the daemon is installed.
  let daemonIsInstalled: Bool

  /// What this machine shows.
  static func ofThisMachine() -> ServiceDiagnosis {
    let path = ProcessInfo.processInfo.environment["PCSCLITE_CSOCK_NAME"] ?? "/run/pcscd/pcscd.comm"
    let files = FileManager.default
    return ServiceDiagnosis(
      socketPath: path, socketExists: files.fileExists(atPath: path),
      daemonIsInstalled: ["/usr/sbin/pcscd", "/usr/local/sbin/pcscd"].contains {
        files.isExecutableFile(atPath: $0)
      })
  }

  /// The error for a context that was refused with `code`.
  func error(for code: ReturnCode) -> CPSError {
    let reason = "SCardEstablishContext: \(code.text); socket \(socketPath)"
    switch code {
    case .serviceStopped:
      // The daemon answers the version handshake with this code when it speaks another protocol version.
      return CPSError(.readerServiceVersion, ["library": PCSCLITE_VERSION_NUMBER], reason: reason)
    case .noService where socketExists:
      return CPSError(.readerServiceDead, ["socket": socketPath], reason: reason)
    case .noService where !daemonIsInstalled:
      return CPSError(.readerServiceNotInstalled, reason: reason)
    default:
      return ReturnCodeTable.error(code, in: "SCardEstablishContext", reader: nil)
    }
  }
}
