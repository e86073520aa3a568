// The path of the admin socket, also where the data directory's own is too long for a socket.
#pragma once

#include <string>

namespace picket::app {

/// A unix socket's address holds 107 bytes. A longer path is reached through an open descriptor of
/// its directory: /proc/self/fd/N/picket.sock. Keeps that open while it lives.
class AdminSocketPath {
 public:
  explicit AdminSocketPath(const std::string& data);
  ~AdminSocketPath();
  AdminSocketPath(const AdminSocketPath&) = delete;
  AdminSocketPath& operator=(const AdminSocketPath&) = delete;

  /// For bind and connect of this process. Not usable when the directory does not exist.
  const std::string& path() const noexcept { return path_; }

 private:
  int directory_ = -1;
  std::string path_;
};

}  // namespace picket::app
