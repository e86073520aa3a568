// Turns the wire bytes of one request body into the decoded body, within the route's limit and the
// process's budget. No sockets: the connection feeds it and decides which thread decodes.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "codec/decoder.h"
#include "net/body_budget.h"
#include "net/router.h"

namespace picket::net {

/// One thread at a time. `charge` outlives it and keeps what the body holds charged.
///
/// Where the budget has no room for a body although it has room for one of that size, decoding goes
/// on without keeping anything: only the end tells whether the client may come again (overloaded)
/// or never will get through (too_large), and a bomb must not pass for a busy server.
class BodyReader {
 public:
  /// Wire bytes gathered before they are decoded; a small body is decoded whole.
  static constexpr std::size_t kBatchBytes = 64 * 1024;
  /// What may come out of one decode on an io thread: 64 KiB of gzip take 70-150 us.
  static constexpr std::size_t kInlineBytes = 64 * 1024;
  /// What may come out of one decode on another thread before others have their turn: the largest
  /// event, 2 to 5 ms.
  static constexpr std::size_t kSliceBytes = 1024 * 1024;

  /// A br stream whose decoder may do more than this at once is for the pool of large bodies from
  /// the start. Encoders have a window of 4 MiB unless they are told otherwise.
  static constexpr std::size_t kUsualStepBytes = 4 * 1024 * 1024;

  /// `max_bytes` is the route's limit; the budget may allow less.
  BodyReader(codec::ContentCoding coding, std::size_t max_bytes, BodyCharge& charge);

  /// False when a body of that many wire bytes cannot decode to something within the limit.
  bool may_announce(std::uint64_t wire_bytes) const noexcept;

  /// Takes wire bytes as they arrive.
  Result<void, Refusal> add(std::string_view wire);
  /// False when what it holds so far may not wait for more bytes: the answer is overloaded.
  bool may_wait() const noexcept { return charge_.may_wait(); }
  bool batch_is_full() const noexcept { return wire_.size() >= kBatchBytes; }

  enum class Progress : std::uint8_t {
    drained,  ///< All wire bytes are decoded.
    paused,   ///< `max_bytes` came out (or would); call again, with a slice, off the io thread.
  };
  /// Decodes what was added. `last`: no more wire bytes will come; a body that ends early is
  /// corrupt.
  Result<Progress, Refusal> decode(bool last, std::size_t max_bytes);
  /// Known once decode() was called.
  bool is_heavy() const noexcept { return step_bytes_ > kUsualStepBytes; }

  /// The end of this reader: only the body stays charged.
  std::string take_body() noexcept;

 private:
  /// Capacity for `more` bytes, charged before it is allocated.
  bool make_room(std::size_t more);
  /// False when not even the decoder has room.
  bool start_measuring();
  /// Everything held, with a body buffer of that capacity. False when there is no room for it.
  bool charge(std::size_t body_capacity) noexcept;
  bool gunzip_whole();

  const codec::ContentCoding coding_;
  const std::size_t max_bytes_;
  const std::uint64_t max_wire_bytes_;
  BodyCharge& charge_;
  std::uint64_t wire_bytes_ = 0;  ///< So far.
  std::string wire_;              ///< Not yet decoded, from wire_at_.
  std::size_t wire_at_ = 0;
  std::string body_;
  std::size_t step_bytes_ = 0;     ///< What the decoder may do at once besides what is asked of it.
  std::size_t decoded_bytes_ = 0;  ///< By decoder_: what body_ holds, or held.
  bool measuring_ = false;         ///< body_ is only where the next bytes come out.
  std::unique_ptr<codec::StreamDecoder> decoder_;
};

}  // namespace picket::net
