private import CSecret

/// Closes this process to its neighbours, for the process that holds a session.
public enum ProcessSeal {
  /// No core file, and no reading of the memory by other processes of the same user.
  ///
  /// Returns false when the system refuses; the superuser can read on in any case.
  public static func apply() -> Bool { csecret_seal_process() == 0 }
}
