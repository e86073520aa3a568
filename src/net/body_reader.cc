#include "net/body_reader.h"

#include <algorithm>
#include <utility>

#include "codec/brotli_header.h"
#include "codec/gunzip.h"

namespace picket::net {
namespace {

/// Output asked of a stream decoder at a time.
constexpr std::size_t kDecodeStep = 32 * 1024;
/// A gzip body that claims more is decoded as a stream: a false claim may cost no more than this,
/// and one decode on another thread has to do it.
constexpr std::size_t kWholeBytes = BodyReader::kSliceBytes;

/// What a body may take on the wire: incompressible bytes grow a little when encoded, by 5 bytes
/// per 16 KiB in the worst encoder, and one byte per chunk is no reason to refuse either.
constexpr std::uint64_t wire_limit(codec::ContentCoding coding, std::size_t max_bytes) noexcept {
  return coding == codec::ContentCoding::identity ? max_bytes : max_bytes + max_bytes / 64 + 4096;
}

}  // namespace

BodyReader::BodyReader(codec::ContentCoding coding, std::size_t max_bytes, BodyCharge& charge)
    : coding_(coding),
      max_bytes_(std::min(max_bytes, charge.max_body_bytes())),
      max_wire_bytes_(wire_limit(coding, max_bytes_)),
      charge_(charge) {}

bool BodyReader::may_announce(std::uint64_t wire_bytes) const noexcept {
  return wire_bytes <= max_wire_bytes_;
}

bool BodyReader::charge(std::size_t body_capacity) noexcept {
  std::size_t bytes = body_capacity + wire_.capacity();
  if (decoder_ != nullptr) bytes += decoder_->memory_bytes();
  // The body itself stands for the window, which holds no more: but then there is none.
  if (!measuring_) return charge_.grow_to(bytes);
  return charge_.grow_to(bytes + codec::max_window_bytes(coding_), BodyUse::measured);
}

bool BodyReader::make_room(std::size_t more) {
  const std::size_t needed = body_.size() + more;
  if (needed <= body_.capacity()) return true;
  const std::size_t capacity = std::max(needed, std::min(body_.capacity() * 2, max_bytes_ + 1));
  if (!charge(capacity)) return false;
  // Not body_.reserve(): a string that has a buffer takes twice that, whatever is asked for.
  std::string larger;
  larger.reserve(capacity);
  larger.append(body_);
  body_.swap(larger);
  return true;
}

bool BodyReader::start_measuring() {
  std::string().swap(body_);
  charge_.release();
  measuring_ = true;
  return charge(kDecodeStep);
}

Result<void, Refusal> BodyReader::add(std::string_view wire) {
  wire_bytes_ += wire.size();
  if (wire_bytes_ > max_wire_bytes_) return unexpected(Refusal::too_large);
  if (coding_ == codec::ContentCoding::identity) {
    if (!make_room(wire.size())) return unexpected(Refusal::overloaded);
    body_.append(wire);
    return {};
  }
  wire_.append(wire);
  if (!charge(body_.capacity())) return unexpected(Refusal::overloaded);
  return {};
}

std::string BodyReader::take_body() noexcept {
  decoder_.reset();
  std::string().swap(wire_);
  charge_.shrink_to(body_.capacity());
  return std::move(body_);
}

bool BodyReader::gunzip_whole() {
  return make_room(*codec::gzip_claimed_bytes(wire_)) &&
         codec::gunzip_exact(wire_, body_, max_bytes_);
}

Result<BodyReader::Progress, Refusal> BodyReader::decode(bool last, std::size_t max_bytes) {
  if (coding_ == codec::ContentCoding::identity || wire_bytes_ == 0) return Progress::drained;

  const bool whole = last && decoder_ == nullptr;
  if (whole && coding_ == codec::ContentCoding::gzip) {
    const auto claimed = codec::gzip_claimed_bytes(wire_);
    if (claimed && *claimed <= std::min(max_bytes_, kWholeBytes)) {
      if (*claimed > max_bytes) return Progress::paused;
      if (gunzip_whole()) return Progress::drained;
    }
  }

  if (decoder_ == nullptr) {
    decoder_ = codec::make_stream_decoder(coding_);
    if (coding_ == codec::ContentCoding::br) step_bytes_ = codec::brotli_step_bytes(wire_);
  }
  // On other threads it has to be done at some time.
  if (max_bytes < kSliceBytes && step_bytes_ > max_bytes) return Progress::paused;
  std::string_view input = std::string_view(wire_).substr(wire_at_);
  for (;;) {
    // One byte more than allowed tells "exactly full" from "too large".
    const std::size_t step = std::min({kDecodeStep, max_bytes, max_bytes_ + 1 - decoded_bytes_});
    if (step == 0) return Progress::paused;
    if (!make_room(step) && !start_measuring()) return unexpected(Refusal::overloaded);
    const std::size_t before = body_.size();
    const auto decoded = decoder_->decode(input, body_, step);
    if (!decoded) return unexpected(Refusal::corrupt_encoding);
    max_bytes -= body_.size() - before;
    decoded_bytes_ += body_.size() - before;
    if (decoded_bytes_ > max_bytes_) return unexpected(Refusal::too_large);
    if (measuring_) body_.clear();
    wire_at_ = wire_.size() - input.size();
    if (*decoded == codec::StreamDecoder::Step::output_full) continue;
    if (last && *decoded != codec::StreamDecoder::Step::finished) {
      return unexpected(Refusal::corrupt_encoding);
    }
    if (last && measuring_) return unexpected(Refusal::overloaded);
    wire_.clear();
    wire_at_ = 0;
    // Decoders grow as they go: what waits for the next bytes is charged.
    if (!last && !charge(body_.capacity())) return unexpected(Refusal::overloaded);
    return Progress::drained;
  }
}

}  // namespace picket::net
