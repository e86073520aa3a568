#include "codec/gunzip.h"

#include <memory>
#include <new>

#include <libdeflate.h>

namespace picket::codec {
namespace {

constexpr std::size_t kLeastGzipBytes = 18;   // Header 10, trailer 8.
constexpr std::size_t kFlags = 3;             // RFC 1952: where they are, and that of a checksum
constexpr unsigned char kHeaderChecksum = 2;  // of the header, which libdeflate passes over.

struct Free {
  void operator()(libdeflate_decompressor* d) const noexcept { libdeflate_free_decompressor(d); }
};

}  // namespace

std::optional<std::uint32_t> gzip_claimed_bytes(std::string_view body) noexcept {
  if (body.size() < kLeastGzipBytes) return std::nullopt;
  std::uint32_t size = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    size |= static_cast<std::uint32_t>(static_cast<unsigned char>(body[body.size() - 4 + i]))
            << (8 * i);
  }
  return size;
}

bool gunzip_exact(std::string_view body, std::string& out, std::size_t max_bytes) {
  thread_local const std::unique_ptr<libdeflate_decompressor, Free> decompressor(
      libdeflate_alloc_decompressor());
  if (decompressor == nullptr) throw std::bad_alloc();
  const auto claimed = gzip_claimed_bytes(body);
  if (!claimed || *claimed > max_bytes) return false;
  if ((static_cast<unsigned char>(body[kFlags]) & kHeaderChecksum) != 0) return false;
  const std::size_t before = out.size();
  out.resize(before + *claimed);
  std::size_t taken = 0;
  std::size_t written = 0;
  const libdeflate_result result =
      libdeflate_gzip_decompress_ex(decompressor.get(), body.data(), body.size(),
                                    out.data() + before, *claimed, &taken, &written);
  if (result == LIBDEFLATE_SUCCESS && taken == body.size() && written == *claimed) return true;
  out.resize(before);
  return false;
}

}  // namespace picket::codec
