private import AsyncHTTPClient
internal import CPSDiagnostics
private import NIOCore
private import NIOPosix
private import NIOSSL

/// Finds the row of the catalogue for what the HTTP client throws.
enum TransportFailure {
  static func row(of error: any Error, server: String) -> CPSError {
    let values = ["server": server]
    switch error {
    case let error as CPSError: return error
    case is DeadlineExceeded:
      return CPSError(.serviceTimedOut, values, reason: "deadline of an HTTP exchange")
    case is CancellationError: return CPSError(.cancelled)
    case is NIOTooManyBytesError: return CPSError(.serviceAnswerInvalid, values, reason: "answer too large")
    case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
      return CPSError(.serviceNotTrusted, values, reason: remark(error))
    case let error as HTTPClientError: return row(ofClient: error, values)
    case is NIOConnectionError, is IOError, is ChannelError:
      return CPSError(.serviceUnreachable, values, reason: remark(error))
    default:
      return CPSError(.serviceAnswerInvalid, values, reason: remark(error))
    }
  }

  private static func row(ofClient error: HTTPClientError, _ values: [String: String]) -> CPSError {
    switch error {
    case .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout,
      .tlsHandshakeTimeout:
      CPSError(.serviceTimedOut, values, reason: remark(error))
    case .cancelled: CPSError(.cancelled)
    case .remoteConnectionClosed, .alreadyShutdown:
      CPSError(.serviceUnreachable, values, reason: remark(error))
    default: CPSError(.serviceAnswerInvalid, values, reason: remark(error))
    }
  }

  private static func remark(_ error: any Error) -> String { String(describing: error) }
}
