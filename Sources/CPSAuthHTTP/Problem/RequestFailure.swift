internal import CPSAuth
internal import CPSDiagnostics
internal import Hummingbird
internal import NIOCore

/// Finds the row of the catalogue for whatever ended a request.
enum RequestFailure {
  static func row(of error: any Error) -> CPSError {
    switch error {
    case let error as CPSError: error
    case let refusal as Refusal: refusal.error
    case let failure as ExtendedFailure: failure.error
    case is NIOTooManyBytesError: CPSError(.requestTooLarge)
    case let error as any HTTPResponseError: row(ofStatus: Int(error.status.code))
    case is CancellationError: CPSError(.cancelled)
    default: CPSError(.internalFault, reason: "\(Swift.type(of: error))")
    }
  }

  private static func row(ofStatus status: Int) -> CPSError {
    switch status {
    case 404, 405: CPSError(.addressUnknown)
    case 413: CPSError(.requestTooLarge)
    case 400..<500: CPSError(.requestMalformed, ["detail": "HTTP \(status)"])
    default: CPSError(.internalFault, reason: "HTTP \(status)")
    }
  }
}
