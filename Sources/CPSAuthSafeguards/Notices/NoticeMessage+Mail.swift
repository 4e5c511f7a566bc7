internal import CPSDiagnostics
internal import CPSPrimitives
internal import FoundationEssentials

/// The message as RFC 5322 writes it, for a transport that takes mail.
extension NoticeMessage {
  /// How many bytes of text one encoded word holds: 39 make 52 of Base64, so that the line with the name of the field
  /// stays within 76 (RFC 2047, clause 2).
  private static let bytesOfEncodedWord = 39
  /// How many characters a line of Base64 has (RFC 2045, clause 6.8).
  private static let lineLength = 76
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The message: ASCII, French text before the English one, lines that end as the host's own do (LF), which is what
  /// `sendmail` reads.
  ///
  /// Nothing that came from outside reaches a header but the two addresses, whose form has no room for more
  /// (``MailAddress``); the texts are Base64.
  public var mail: [UInt8] {
    let text = "\(body.french)\n\n-- \n[English]\n\n\(body.english)\n"
    let header = [
      "From: <\(sender.text)>", "To: <\(recipient.text)>",
      "Subject: \(Self.encodedWords("\(subject.french) / \(subject.english)"))",
      "Date: \(Self.date(queuedAt))", "Message-ID: <\(id)>",
      // RFC 3834, clause 5: no vacation message answers it.
      "Auto-Submitted: auto-generated", "Content-Language: fr, en", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
    ]
    return Array((header.joined(separator: "\n") + "\n\n" + Self.lines(Self.base64(Array(text.utf8)))).utf8)
  }

  /// A text as encoded words (RFC 2047, clause 2), none of which parts a character.
  private static func encodedWords(_ text: String) -> String {
    var words: [[UInt8]] = [[]]
    for character in text {
      let bytes = Array(String(character).utf8)
      if (words.last?.count ?? 0) + bytes.count > bytesOfEncodedWord { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?utf-8?B?\(base64($0))?=" }.joined(separator: "\n ")
  }

  /// A moment as RFC 5322, clause 3.3 writes it, in UTC.
  static func date(_ moment: Timestamp) -> String {
    let text = moment.rfc3339
    let parts = text.dropLast().split(separator: "T")
    let numbers = parts[0].split(separator: "-").compactMap { Int($0) }
    let day = Int((moment.secondsSince1970 - moment.secondsSince1970 % 86_400) / 86_400)
    let weekday = weekdays[((day % 7) + 7) % 7]
    guard numbers.count == 3, months.indices.contains(numbers[1] - 1) else { return text }
    return "\(weekday), \(numbers[2]) \(months[numbers[1] - 1]) \(numbers[0]) \(parts[1]) +0000"
  }

  private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  private static func lines(_ text: String) -> String {
    var rest = Substring(text)
    var lines = ""
    while !rest.isEmpty {
      lines += rest.prefix(lineLength) + "\n"
      rest = rest.dropFirst(lineLength)
    }
    return lines
  }
}
