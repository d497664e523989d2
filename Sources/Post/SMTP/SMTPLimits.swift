import Operations

/// What one connection may ask of us.
struct SMTPLimits {
  /// Bytes of a command line.
  var line = 4096
  /// Bytes of a mail; announced as SIZE.
  var message = Delivery.longest
  var recipients = 100
  /// Commands since the last mail, recipients not counted.
  var idleCommands = 100
  var errors = 20
  var messages = 10_000
}
