public import CPSPrimitives
public import CPSProof
public import CPSWorkstation

/// A workstation as the doctor sees it: everything outside this library, behind values that a test can choose.
public struct Machine: Sendable {
  /// Its files, /proc and /sys among them.
  public var files: MachineFiles
  /// The environment variables of the process.
  public var variables: [String: String]
  /// Its clock.
  public var clock: any WallClock
  /// What it grants this process.
  public var conditions: ProcessConditions
  /// Its readers.
  public var readers: any ReaderAccess
  /// The world of the services that it logs in to: cards made for tests have no place in production.
  public var environment: TrustEnvironment
  /// The reader that the person named; nil for the only one that holds a card.
  public var reader: String?

  /// A machine from its parts.
  public init(
    files: MachineFiles, variables: [String: String], clock: any WallClock, conditions: ProcessConditions,
    readers: any ReaderAccess, environment: TrustEnvironment, reader: String? = nil
  ) {
    self.files = files
    self.variables = variables
    self.clock = clock
    self.conditions = conditions
    self.readers = readers
    self.environment = environment
    self.reader = reader
  }

  /// The value of a variable; nil when it is not set or empty.
  func variable(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// What people call this user.
  var userName: String { variable("USER") ?? variable("LOGNAME") ?? "\(conditions.user)" }
}
