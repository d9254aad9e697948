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
  /// What drills rebuild, unless they are told another folder.
  let drills: String
  /// What hooks are still to be told.
  let hooks: String
  /// What this user's detached workers say.
  let workerLog: String

  init(home: Home, context: String) {
    claims = home.claimsFolder(context)
    let parent = (claims as NSString).deletingLastPathComponent
    orders = parent + "/orders"
    links = parent + "/links"
    images = parent + "/images"
    drills = parent + "/drills"
    hooks = parent + "/hooks"
    // A home may be shared; each user's workers write to a log of their own.
    workerLog = parent + "/worker-\(getuid()).log"
  }

  /// Those that must exist.
  var all: [String] { [claims, orders, links, images, drills, hooks] }
}
