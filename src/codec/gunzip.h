// gzip at once, by libdeflate: what SDKs send most. docs/benchmarks.md has it beside zlib's stream.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace picket::codec {

/// Size that the trailer of a gzip body claims for its last member; nullopt when it cannot be one.
/// A claim, not a promise.
std::optional<std::uint32_t> gzip_claimed_bytes(std::string_view body) noexcept;

/// Appends the decoded body to `out`. False, with `out` as it was, when the body is not exactly
/// one intact member of the size it claims or that size exceeds `max_bytes`; the stream decoder
/// then tells what it is.
bool gunzip_exact(std::string_view body, std::string& out, std::size_t max_bytes);

}  // namespace picket::codec
