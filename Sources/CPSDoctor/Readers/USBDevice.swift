/// A device on the USB, as /sys/bus/usb/devices shows it.
struct USBDevice: Sendable, Hashable {
  /// bInterfaceClass of a chip card interface device (USB device class CCID 1.1, clause 4.1).
  private static let chipCardClass = "0b"

  /// Vendor and product, four lower-case hexadecimal digits each, with a colon between.
  let identifier: String
  /// What it calls itself.
  let product: String?
  let interfaceClasses: Set<String>
  /// Its device file, as a program that holds it has it open.
  let deviceFile: String?

  var isChipCardReader: Bool { interfaceClasses.contains(Self.chipCardClass) }
  /// What to call it.
  var name: String { KnownReader.listed[identifier]?.name ?? product ?? identifier }
  /// Whether it is a SESAM-Vitale terminal, by the table or by its own name.
  var isSESAMVitale: Bool {
    KnownReader.listed[identifier] != nil || product?.lowercased().contains("vitale") == true
  }

  /// All devices that are plugged in.
  static func all(in files: MachineFiles) -> [USBDevice] {
    let folder = "/sys/bus/usb/devices"
    let names = files.names(in: folder)
    return names.compactMap { name in
      let device = "\(folder)/\(name)"
      guard let vendor = files.line(device + "/idVendor"), let product = files.line(device + "/idProduct")
      else { return nil }
      // The interfaces of 1-2 are 1-2:1.0 and so on, beside it.
      let interfaces = names.filter { $0.hasPrefix(name + ":") }
      let numbers = (bus: files.line(device + "/busnum"), device: files.line(device + "/devnum"))
      return USBDevice(
        identifier: "\(vendor):\(product)".lowercased(), product: files.line(device + "/product"),
        interfaceClasses: Set(
          interfaces.compactMap { files.line("\(folder)/\($0)/bInterfaceClass")?.lowercased() }),
        deviceFile: deviceFile(numbers.bus, numbers.device))
    }
  }

  private static func deviceFile(_ bus: String?, _ device: String?) -> String? {
    guard let bus = bus.flatMap(Int.init), let device = device.flatMap(Int.init) else { return nil }
    return "/dev/bus/usb/" + padded(bus) + "/" + padded(device)
  }

  private static func padded(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)"
  }
}
