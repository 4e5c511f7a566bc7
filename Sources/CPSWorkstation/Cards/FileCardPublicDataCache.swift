public import CPSCard
internal import CPSDiagnostics
internal import CPSProof
internal import FoundationEssentials
internal import Glibc

/// The public data of the cards that were seen at this workstation, in `$XDG_CACHE_HOME/cpsauth`.
///
/// A file that others could have written is not read. What is read is believed only because the signature
/// that follows verifies with it.
public struct FileCardPublicDataCache: CardPublicDataCache {
  /// More cards than one user holds; beyond them the one that was stored first is forgotten.
  static let maximumCards = 16
  /// The largest file, in bytes: a certificate of 4 kB in base64url, and the rest.
  static let maximumSize = 16_384
  private static let prefix = "card-"
  private static let suffix = ".json"

  private let directory: PrivateDirectory

  /// The cache in the given directory, made when it is not there; nil when that cannot be or is unsafe.
  ///
  /// - Parameters:
  ///   - cacheHome: the value of `XDG_CACHE_HOME`.
  ///   - home: the value of `HOME`, for `~/.cache` where the former is not set.
  public init?(cacheHome: String?, home: String?) {
    let parent: String
    if let cacheHome, cacheHome.hasPrefix("/") {
      parent = cacheHome
    } else if let home, home.hasPrefix("/") {
      parent = home + "/.cache"
    } else {
      return nil
    }
    mkdir(parent, 0o700)
    let opened = try? PrivateDirectory(
      "cpsauth", in: parent, isParentPrivate: false, missing: .outputFailed, foreign: .outputFailed)
    guard let opened else { return nil }
    directory = opened
  }

  /// What was kept of the card.
  public func publicData(of serial: CardSerial) -> CardPublicData? {
    guard let bytes = directory.content(of: Self.name(of: serial), atMost: Self.maximumSize),
      let data = try? JSONDecoder().decode(CardPublicData.self, from: Data(bytes)), data.serial == serial
    else { return nil }
    return data
  }

  /// Keeps `data` in place of what was kept of its card before.
  public func store(_ data: CardPublicData) {
    guard let bytes = try? ProtocolJSON.encode(data), bytes.count <= Self.maximumSize else { return }
    directory.replace(Self.name(of: data.serial), with: bytes)
    let names = directory.names().filter { $0.hasPrefix(Self.prefix) }
    for name in names.dropLast(Self.maximumCards) { directory.remove(name) }
  }

  /// Forgets a card.
  public func remove(_ serial: CardSerial) { directory.remove(Self.name(of: serial)) }

  private static func name(of serial: CardSerial) -> String { prefix + serial.digits + suffix }
}
