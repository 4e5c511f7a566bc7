internal import CPSPrimitives

/// One row of the file that letters to the persons concerned are made from, in French.
///
/// Names and addresses are no part of it: whoever writes the letters joins them from the register of the insured by the
/// number. The names of the columns are the places of ``BreachNotice/text``.
public struct ExposureLetter: Sendable, Hashable {
  /// The first line of the file: cells behind semicolons, as French spreadsheets read them.
  public static let header = "subject;first;last;fields\r\n"

  private static let unknown = "d’autres données, dont l’étendue exacte n’est pas connue"

  /// The number of the person.
  public let subject: String
  /// The day of the first act, in Paris.
  public let first: String
  /// The day of the last act.
  public let last: String
  /// What was shown, in words.
  public let fields: String

  /// A letter to somebody of a list.
  public init(to line: ExposureLine, of incident: BreachIncident) {
    subject = line.subject
    first = line.first.parisDay
    last = line.last.parisDay
    let named = line.fields.map(incident.category)
    fields = (line.isUncertain ? named + [Self.unknown] : named).joined(separator: ", ")
  }

  /// The row.
  public var row: String {
    [subject, first, last, fields].map(SpreadsheetCell.quoted).joined(separator: ";") + "\r\n"
  }
}
