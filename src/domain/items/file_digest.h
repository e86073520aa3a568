// FileDigest: the SHA-1 that the API gives for a file. Names content, proves nothing. Source:
// FIPS 180-4.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace picket::domain::items {

/// One thread.
class FileDigest {
 public:
  FileDigest();
  ~FileDigest();
  FileDigest(const FileDigest&) = delete;
  FileDigest& operator=(const FileDigest&) = delete;

  void update(std::string_view bytes);
  /// 40 lower-case hex digits. Ends the use of the object.
  std::string hex();

 private:
  struct State;
  const std::unique_ptr<State> state_;
};

}  // namespace picket::domain::items
