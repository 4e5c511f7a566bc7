@testable import CardReaders

/// What happens to one call of a simulated resource manager.
enum PCSCFault: Sendable {
  /// It is not done, and returns this.
  case returns(ReturnCode)
  /// It is done, and returns this nevertheless.
  case returnsAfterwards(ReturnCode)
  /// It succeeds with these bytes in place of its own.
  case gives([UInt8])
  /// It hangs until the test frees it, and is done then.
  case hangs
  /// Something else happens first.
  case follows(@Sendable (SimulatedPCSC) -> Void)
}
