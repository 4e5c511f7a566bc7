/// Where something stands in a configuration file.
public struct ConfigurationPlace: Sendable, Hashable, CustomStringConvertible {
  /// The file, as the person named it.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column, in Unicode scalars, from 1.
  public let column: Int

  /// `file:line:column`, the form that editors jump to.
  public var description: String { "\(file):\(line):\(column)" }
}
