internal import SmartCard

/// What a command came to, before the protocol gives it its form on the wire.
struct Outcome {
  /// What happens to data beyond what the host asked for.
  enum Surplus {
    /// It waits for GET RESPONSE.
    case kept
    /// It stays in its file: a part of a file is a whole answer.
    case left
  }

  let data: [UInt8]
  let status: StatusWord
  let surplus: Surplus

  /// A status without data.
  static func status(_ status: StatusWord) -> Outcome { Outcome(data: [], status: status, surplus: .kept) }
  /// A result that is handed over as a whole.
  static func result(_ data: [UInt8]) -> Outcome { Outcome(data: data, status: .success, surplus: .kept) }
  /// The rest of a file from some offset on.
  static func restOfFile(_ data: [UInt8]) -> Outcome { Outcome(data: data, status: .success, surplus: .left) }
  /// The result of an operation with a key, or 6A80 when the data does not suit it.
  static func result(_ operation: () throws -> [UInt8]) -> Outcome {
    guard let bytes = try? operation() else { return .status(.wrongData) }
    return .result(bytes)
  }
  /// Done, nothing to say.
  static let done = Outcome.status(.success)
}
