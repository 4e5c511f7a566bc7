internal import CPSCard

/// The state of a PIN for programs.
struct PINLine: Encodable {
  private let triesLeft: Int
  private let maximumTries: Int
  private let isBlocked: Bool
  private let minimumLength: Int
  private let maximumLength: Int

  private enum CodingKeys: String, CodingKey {
    case triesLeft = "tries_left"
    case maximumTries = "maximum_tries"
    case isBlocked = "blocked"
    case minimumLength = "minimum_length"
    case maximumLength = "maximum_length"
  }

  init(_ status: PINStatus, _ lengths: ClosedRange<Int>) {
    triesLeft = status.triesLeft
    maximumTries = status.maximumTries
    isBlocked = status.isBlocked
    minimumLength = lengths.lowerBound
    maximumLength = lengths.upperBound
  }
}
