internal import FoundationEssentials

/// The drivers of USB readers that pcscd would load, and the devices that they list.
struct ReaderDrivers: Sendable {
  /// Where pcscd looks for bundles (pcscd(8), usbdropdir as Debian builds it).
  static let folder = "/usr/lib/pcsc/drivers"

  /// Whether there is any bundle.
  let areInstalled: Bool
  /// The listed devices, written as ``USBDevice/identifier`` is.
  let identifiers: Set<String>

  /// As far as it matters here (the bundle's Info.plist).
  private struct Description: Decodable {
    let ifdVendorID: [String]
    let ifdProductID: [String]
  }

  init(in files: MachineFiles) {
    let bundles = files.names(in: Self.folder).filter { $0.hasSuffix(".bundle") }
    areInstalled = !bundles.isEmpty
    identifiers = bundles.reduce(into: []) { all, bundle in
      guard let text = files.text("\(Self.folder)/\(bundle)/Contents/Info.plist"),
        let listed = try? PropertyListDecoder().decode(Description.self, from: Data(text.utf8))
      else { return }
      for (vendor, product) in zip(listed.ifdVendorID, listed.ifdProductID) {
        all.insert("\(Self.digits(vendor)):\(Self.digits(product))")
      }
    }
  }

  /// `0x08E6` as `08e6`.
  private static func digits(_ text: String) -> String {
    let digits = text.lowercased()
    return String(digits.hasPrefix("0x") ? digits.dropFirst(2) : digits[...])
  }
}
