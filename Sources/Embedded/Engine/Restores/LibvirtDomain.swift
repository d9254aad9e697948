import Replication

/// A libvirt domain of restored disks: a start for `virsh define`, not a copy of the server's own settings.
enum LibvirtDomain {
  /// One disk of it.
  struct Disk {
    var path: String
    var format: ImageFormat
  }

  /// The XML text; the first disk is what the server starts from.
  static func text(name: String, id: String, disks: [Disk]) -> String {
    let devices = disks.enumerated().map { index, disk in
      """
          <disk type='file' device='disk'>
            <driver name='qemu' type='\(disk.format.rawValue)'/>
            <source file='\(escaped(disk.path))'/>
            <target dev='\(target(index))' bus='virtio'/>
          </disk>
      """
    }
    return """
      <domain type='kvm'>
        <name>\(escaped(name))</name>
        <uuid>\(escaped(id))</uuid>
        <memory unit='GiB'>2</memory>
        <vcpu>2</vcpu>
        <os>
          <type arch='x86_64'>hvm</type>
          <boot dev='hd'/>
        </os>
        <features><acpi/></features>
        <devices>
      \(devices.joined(separator: "\n"))
          <interface type='network'>
            <source network='default'/>
            <model type='virtio'/>
          </interface>
          <console type='pty'/>
          <graphics type='vnc' listen='127.0.0.1'/>
        </devices>
      </domain>

      """
  }

  /// `vda` … `vdz`, `vdaa`, ….
  static func target(_ index: Int) -> String {
    var (letters, rest) = ("", index)
    repeat {
      letters = String(UnicodeScalar(UInt8(97 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return "vd" + letters
  }

  /// A text as it may stand in an element or attribute; what XML cannot hold at all is left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "'": result += "&apos;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += "&#\(scalar.value);"
      case _ where scalar.value < 0x20 || scalar.value == 0xfffe || scalar.value == 0xffff: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
