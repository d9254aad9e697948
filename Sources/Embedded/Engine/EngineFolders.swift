import Foundation

/// Where the engine keeps what belongs to the tasks of one context.
struct EngineFolders {
  /// Lock files.
  let claims: String
  /// Orders of tasks.
  let orders: String
  /// Token buckets of links.
  let links: String
  /// Notes of images.
  let images: String
  /// What this user's detached workers say.
  let workerLog: String

  init(home: Home, context: String) {
    claims = home.claimsFolder(context)
    let parent = (claims as NSString).deletingLastPathComponent
    orders = parent + "/orders"
    links = parent + "/links"
    images = parent + "/images"
    // A home may be shared; each user's workers write to a log of their own.
    workerLog = parent + "/worker-\(getuid()).log"
  }

  /// Those that must exist.
  var all: [String] { [claims, orders, links, images] }
}
