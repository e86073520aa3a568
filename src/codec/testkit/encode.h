// Encoders for tests of what is decoded: the product itself only ever encodes zstd.
#pragma once

#include <string>
#include <string_view>

namespace picket::codec::testkit {

std::string gzip(std::string_view raw);
std::string zlib(std::string_view raw);
std::string raw_deflate(std::string_view raw);
std::string brotli(std::string_view raw);
/// A frame without content size, as streaming encoders write it. 0: the default window.
std::string zstd_stream(std::string_view raw, int window_log = 0);

/// Text that compresses about as well as an event does; always the same.
std::string json_like(std::size_t bytes);

}  // namespace picket::codec::testkit
