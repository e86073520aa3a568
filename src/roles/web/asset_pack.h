// The web app's files as one run of bytes, written by ui/tools/pack.mjs when Picket is built.
//
// Little-endian: "picket web pack 1\n", u32 count, and per file: the lengths (u16 path, u16 type,
// u16 etag, u32 plain, u32 brotli, u32 gzip), then those texts and contents in the same order. A
// length of zero for brotli or gzip: the file is not worth compressing.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>

#include "base/result.h"

namespace picket::web {

/// Views into the pack.
struct Asset {
  std::string_view type;    ///< Content-Type.
  std::string_view etag;    ///< Of the plain content, without quotes.
  std::string_view plain;   ///< Never left out.
  std::string_view brotli;  ///< Empty when there is none.
  std::string_view gzip;    ///< Empty when there is none.
};

enum class PackError : std::uint8_t { not_a_pack, cut_off, trailing_bytes, duplicate_path };

/// Immutable, so any thread may read it. Outlived by what it was read from.
class AssetPack {
 public:
  AssetPack() = default;  ///< Empty.

  /// No bytes at all are the pack of a build without the web app.
  static Result<AssetPack, PackError> read(std::string_view bytes);

  /// `path` without a leading slash: "assets/index-Dp72LllW.js". Null when there is none.
  const Asset* find(std::string_view path) const noexcept;
  bool empty() const noexcept { return assets_.empty(); }

  auto begin() const noexcept { return assets_.begin(); }
  auto end() const noexcept { return assets_.end(); }

 private:
  std::map<std::string_view, Asset, std::less<>> assets_;
};

}  // namespace picket::web
