import CPSPrimitives
import CPSProof
import Foundation
import TestSupport

@testable import CPSDoctor

/// A machine of files in a folder: healthy, without a reader, until a test takes something away.
final class FakeMachine {
  static let now = Timestamp(secondsSince1970: 1_790_000_000)

  private struct FixedClock: WallClock {
    let moment: Timestamp
    func now() -> Timestamp { moment }
  }

  private let folder: TemporaryDirectory
  private var sockets: [UnixSocket] = []
  var variables = ["LANG": "fr_FR.UTF-8", "XDG_RUNTIME_DIR": "/run/user/1000", "USER": "camille"]
  var now = FakeMachine.now
  var conditions = ProcessConditions(
    user: geteuid(), identifier: 4_242, hasTerminal: true, locksMemory: true,
    installed: FakeMachine.now - .seconds(86_400))
  var readers = StandingReaders()
  var environment = TrustEnvironment.synthetic
  var reader: String?

  init() throws {
    folder = try TemporaryDirectory()
    try make("/run/user/1000", mode: 0o700)
    try make("/run/pcscd")
    sockets.append(try UnixSocket.listening(at: path("/run/pcscd/pcscd.comm")))
    try write("", to: "/run/systemd/timesync/synchronized")
    try write(
      "Max core file size        0                    unlimited            bytes\n", to: "/proc/self/limits")
  }

  /// What the checks get.
  var machine: Machine {
    Machine(
      files: MachineFiles(root: folder.url.path), variables: variables, clock: FixedClock(moment: now),
      conditions: conditions, readers: readers,
      environment: environment, reader: reader)
  }

  /// The real path of a path of the machine.
  func path(_ path: String) -> String { folder.url.path + path }

  func make(_ path: String, mode: Int = 0o755) throws {
    try FileManager.default.createDirectory(
      atPath: self.path(path), withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
  }

  func write(_ text: String, to path: String) throws {
    try make(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
    try Data(text.utf8).write(to: URL(filePath: self.path(path)))
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: self.path(path)) }

  func change(_ path: String, mode: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: self.path(path))
  }

  func link(_ path: String, to destination: String) throws {
    try make(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
    try FileManager.default.createSymbolicLink(atPath: self.path(path), withDestinationPath: destination)
  }

  /// A socket behind which somebody listens, until the machine is gone.
  func listen(at path: String) throws { sockets.append(try UnixSocket.listening(at: self.path(path))) }

  /// A socket behind which nobody listens any more.
  func leaveSocket(at path: String) throws { try UnixSocket.leave(at: self.path(path)) }

  /// A device on the USB.
  func plug(
    _ vendor: String, _ product: String, name: String?, interfaceClass: String, bus: Int = 1, device: Int = 9
  ) throws {
    let place = "/sys/bus/usb/devices/1-2"
    try write("\(vendor)\n", to: place + "/idVendor")
    try write("\(product)\n", to: place + "/idProduct")
    try write("\(bus)\n", to: place + "/busnum")
    try write("\(device)\n", to: place + "/devnum")
    if let name { try write("\(name)\n", to: place + "/product") }
    try write("\(interfaceClass)\n", to: place + ":1.0/bInterfaceClass")
  }

  /// A driver that lists these devices.
  func installDriver(_ devices: [(vendor: String, product: String)]) throws {
    func array(_ values: [String]) -> String { values.map { "<string>\($0)</string>" }.joined() }
    try write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
      <plist version="1.0"><dict><key>ifdLogLevel</key><string>0x0003</string><!-- a remark -->
      <key>ifdVendorID</key><array>\(array(devices.map(\.vendor)))</array>
      <key>ifdProductID</key><array>\(array(devices.map(\.product)))</array></dict></plist>
      """, to: "/usr/lib/pcsc/drivers/ifd-ccid.bundle/Contents/Info.plist")
  }

  /// A program that runs.
  func run(_ identifier: Int32, _ name: String, maps: String = "", opening file: String? = nil) throws {
    try write("\(name)\n", to: "/proc/\(identifier)/comm")
    try write(maps, to: "/proc/\(identifier)/maps")
    if let file { try link("/proc/\(identifier)/fd/5", to: file) }
  }
}
