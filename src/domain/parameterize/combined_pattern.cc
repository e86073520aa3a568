#include "domain/parameterize/combined_pattern.h"

#include <cstdint>
#include <string>
#include <vector>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/assert.h"

namespace picket::domain::parameterize {
namespace {

/// Steps for one place in a text. The most that any text of the tests takes is below 20,000; the
/// limit is there for what nobody thought of.
constexpr std::uint32_t kMostSteps = 100'000;
/// KiB of heap, for the interpreter alone, and bytes of stack for machine code.
constexpr std::uint32_t kMostHeap = 2048;
constexpr std::size_t kFirstStack = std::size_t{32} << 10U;
constexpr std::size_t kMostStack = std::size_t{256} << 10U;

/// More than there are kinds: a capture group for each, and the match as a whole.
constexpr std::uint32_t kMatchPairs = 32;

template <class T, void (*Free)(T*)>
struct Deleter {
  void operator()(T* owned) const noexcept { Free(owned); }
};
template <class T, void (*Free)(T*)>
using Owned = std::unique_ptr<T, Deleter<T, Free>>;

using Code = Owned<pcre2_code, pcre2_code_free>;
using CompileContext = Owned<pcre2_compile_context, pcre2_compile_context_free>;
using MatchContext = Owned<pcre2_match_context, pcre2_match_context_free>;
using MatchData = Owned<pcre2_match_data, pcre2_match_data_free>;
using JitStack = Owned<pcre2_jit_stack, pcre2_jit_stack_free>;

/// What a thread searches with. The allocator is the program's own, which aborts when it has none.
struct Scratch {
  MatchData data{pcre2_match_data_create(kMatchPairs, nullptr)};
  MatchContext context{pcre2_match_context_create(nullptr)};
  JitStack stack{pcre2_jit_stack_create(kFirstStack, kMostStack, nullptr)};

  Scratch() {
    PICKET_ASSERT(data && context);
    pcre2_set_match_limit(context.get(), kMostSteps);
    pcre2_set_heap_limit(context.get(), kMostHeap);
    // Without one, machine code makes do with 32 KiB of the thread's own.
    if (stack) pcre2_jit_stack_assign(context.get(), nullptr, stack.get());
  }
};

PCRE2_SPTR units(std::string_view text) noexcept {
  return reinterpret_cast<PCRE2_SPTR>(text.data());
}

/// Each kind ends in an empty group of its own, so that the group that took part is the kind.
std::string combine(std::span<const Kind* const> kinds, Alphabet alphabet) {
  std::string all;
  for (const Kind* kind : kinds) {
    if (!all.empty()) all += '|';
    all += "(?:" + expand(kind->expression, alphabet) + ")()";
  }
  return all;
}

Code compile(const std::string& expression, Alphabet alphabet) {
  const CompileContext context(pcre2_compile_context_create(nullptr));
  PICKET_ASSERT(context);
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
  const std::uint32_t options = alphabet == Alphabet::unicode ? PCRE2_UTF | PCRE2_UCP : 0;
  int error = 0;
  PCRE2_SIZE at = 0;
  Code code(
      pcre2_compile(units(expression), expression.size(), options, &error, &at, context.get()));
  PICKET_ASSERT(code);
  // Where that is not allowed, the interpreter gives the same answers, slower.
  pcre2_jit_compile(code.get(), PCRE2_JIT_COMPLETE);
  return code;
}

}  // namespace

struct CombinedPattern::Machine {
  std::vector<const Kind*> kinds;
  Code code;
};

CombinedPattern::CombinedPattern(std::span<const Kind* const> kinds, Alphabet alphabet)
    : machine_(std::make_unique<Machine>()) {
  machine_->kinds.assign(kinds.begin(), kinds.end());
  machine_->code = compile(combine(kinds, alphabet), alphabet);
  std::uint32_t groups = 0;
  pcre2_pattern_info(machine_->code.get(), PCRE2_INFO_CAPTURECOUNT, &groups);
  PICKET_ASSERT(groups == kinds.size() && groups < kMatchPairs);
}

CombinedPattern::~CombinedPattern() = default;

Result<std::optional<Match>, LimitReached> CombinedPattern::find(std::string_view text,
                                                                 std::size_t from) const {
  thread_local const Scratch scratch;
  const int groups = pcre2_match(machine_->code.get(), units(text), text.size(), from,
                                 PCRE2_NO_UTF_CHECK, scratch.data.get(), scratch.context.get());
  if (groups == PCRE2_ERROR_NOMATCH) return std::optional<Match>();
  if (groups < 2) return unexpected(LimitReached{});
  const PCRE2_SIZE* const ends = pcre2_get_ovector_pointer(scratch.data.get());
  const auto kind = static_cast<std::size_t>(groups) - 2;
  return std::optional<Match>({ends[0], ends[1], machine_->kinds[kind]});
}

}  // namespace picket::domain::parameterize
