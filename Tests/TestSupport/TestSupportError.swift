/// What goes wrong in the machinery of a test, told to whoever reads the test's report.
public struct TestSupportError: Error, CustomStringConvertible {
  /// What was tried, and what came of it.
  public let description: String

  /// An occurrence.
  public init(_ description: String) { self.description = description }
}
