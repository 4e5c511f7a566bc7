internal import CPSDiagnostics
internal import CPSWorkstation

/// Whether a reader is there, and if not, why what is plugged in is none (attack case HR-19).
struct ReaderCheck: Check {
  func findings(on machine: Machine) async -> [Finding] {
    do throws(CPSError) {
      let readers = try await machine.readers.current()
      guard readers.isEmpty else {
        return readers.map { Finding(.readers, fact: .reader, ["reader": $0.name]) }
      }
    } catch {
      return [.obstacle(.readers, error)]
    }
    let devices = USBDevice.all(in: machine.files).filter { $0.isChipCardReader || $0.isSESAMVitale }
    guard !devices.isEmpty else {
      return [.obstacle(.readers, CPSError(.noReader), because: .nothingPlugged)]
    }
    let drivers = ReaderDrivers(in: machine.files)
    let holders = CardHolders(on: machine)
    return devices.map { device in
      let taken = device.deviceFile.map { holders.of(deviceFile: $0) } ?? []
      let values = [
        "name": device.name, "device": device.identifier, "drivers": ReaderDrivers.folder,
        "holders": taken.joined(separator: ", "),
      ]
      let cause = Self.cause(of: device, drivers, isTaken: !taken.isEmpty)
      return .obstacle(.readers, CPSError(.noReader), because: cause, values)
    }
  }

  private static func cause(of device: USBDevice, _ drivers: ReaderDrivers, isTaken: Bool) -> Cause {
    guard device.isChipCardReader else { return .readerNotCCID }
    guard drivers.areInstalled else { return .driverMissing }
    guard drivers.identifiers.contains(device.identifier) else { return .readerUnknownToDriver }
    return isTaken ? .readerTaken : .readerNotTaken
  }
}
