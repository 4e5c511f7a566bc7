/// The fields of an entry's canonical encoding, by number.
///
/// A field is its number in two bytes, its length in four, and its content; numbers big-endian. Fields come
/// in the order of their numbers and once each, except the repeated ones, whose contents come in
/// lexicographic order of their bytes. What is not said has no field. New fields get new numbers, so that
/// old entries keep their hash.
enum AuditField: UInt16, CaseIterable {
  /// Eight bytes.
  case sequence = 1
  /// Milliseconds since 1970, eight bytes, two's complement.
  case time = 2
  case environment = 3
  case kind = 4
  case nationalIdentifier = 5
  case cardNumber = 6
  case account = 7
  case session = 8
  case function = 9
  /// One byte, 0 or 1.
  case isAllowed = 10
  case rule = 11
  case policyVersion = 12
  case subjectEpoch = 13
  /// 32 bytes.
  case subjectCode = 14
  /// Eight bytes.
  case decision = 15
  case outcome = 16
  /// Repeated.
  case disclosed = 17
  case diagnostic = 18
  /// Eight bytes.
  case count = 19
  /// Repeated: name, a zero byte, value.
  case fact = 20
  /// The number of the entry that opened the segment, eight bytes: whose key seals, or is sealed here once more.
  case segment = 21
  /// Nonce (12 bytes), ciphertext, tag (16 bytes) of AES-256-GCM; the sequence, eight bytes, is authenticated.
  case sealedSubject = 22
  /// The key of a segment: a CMS AuthEnvelopedData (RFC 5083).
  case sealedKey = 23
  /// The number of the entry that this one speaks about, eight bytes.
  case statedSequence = 24
  /// Its hash: 32 bytes.
  case statedHash = 25
  /// A SubjectPublicKeyInfo.
  case publicKey = 26
  /// ES256 (RFC 7518, clause 3.4): 64 bytes.
  case signature = 27

  /// The thumbprint of what the session is bound to, in base64url.
  case workstation = 30
  case network = 31
  /// 32 bytes.
  case neighbourhood = 32
  /// Milliseconds since 1970, eight bytes, two's complement.
  case chargedAt = 33
  /// Repeated: the parts of ``QuotaStanding``, a zero byte between each two.
  case quota = 34

  /// What the caller gave as their reason, or a reviewer as theirs.
  case reason = 35
  /// One byte, 1: the caller declared an emergency.
  case isBreakGlass = 36
  /// The national identifier of the second person who agreed.
  case approver = 37
  /// What a call lacked (``PolicyRequirement/name``). Repeated.
  case missing = 38
  /// What a reviewer found (``ReviewVerdict``).
  case verdict = 39
  /// The name of a host's operator, as its system has it.
  case hostOperator = 40

  var isRepeated: Bool { [.disclosed, .fact, .quota, .missing].contains(self) }
}
