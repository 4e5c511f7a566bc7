internal import ArgumentParser
internal import CPSPrimitives

/// A moment on the command line, in RFC 3339 and UTC: `2026-11-21T12:00:00Z`, with a fraction or without.
struct MomentText: ExpressibleByArgument {
  let moment: Timestamp

  /// Certificates are valid by the second, so that what a fraction has beyond milliseconds does not count.
  init?(argument: String) {
    let parts = argument.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      guard let moment = Timestamp(rfc3339: argument) else { return nil }
      self.moment = moment
      return
    }
    let digits = parts[1].dropLast()
    guard parts[1].last == "Z", (1...9).contains(digits.count), digits.allSatisfy(\.isASCII),
      digits.allSatisfy(\.isNumber), let second = Timestamp(rfc3339: parts[0] + "Z"),
      let milliseconds = Int64((digits + "00").prefix(3))
    else { return nil }
    moment = second + .milliseconds(milliseconds)
  }
}
