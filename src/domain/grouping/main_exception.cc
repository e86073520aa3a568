#include "domain/grouping/main_exception.h"

#include <algorithm>

namespace picket::domain::grouping {
namespace {

/// What React 19 says when it recovered from the error that is the cause.
constexpr std::string_view kReactRecoveries[] = {
    "There was an error during concurrent rendering but React was able to recover by instead "
    "synchronously rendering the entire root.",
    "There was an error while hydrating but React was able to recover by instead client rendering "
    "from the nearest Suspense boundary."};

constexpr std::string_view kRxJavaWrappers[] = {"OnErrorNotImplementedException",
                                                "CompositeException", "UndeliverableException"};

bool is_one_of(const Text& text, std::span<const std::string_view> names) noexcept {
  return text && std::find(names.begin(), names.end(), *text) != names.end();
}

std::optional<std::int64_t> nonzero(std::optional<std::int64_t> id) noexcept {
  return id == 0 ? std::nullopt : id;
}

std::optional<std::int64_t> react(const Exception& first, const Exception& last) noexcept {
  const bool recovered = first.type == "Error" && is_one_of(first.value, kReactRecoveries);
  return recovered && last.mechanism_source == "cause" ? nonzero(last.id) : std::nullopt;
}

bool is_rxjava_wrapper(const Exception& exception) noexcept {
  return exception.module == "io.reactivex.rxjava3.exceptions" &&
         is_one_of(exception.type, kRxJavaWrappers) &&
         exception.mechanism_type == "UncaughtExceptionHandler";
}

std::optional<std::int64_t> rxjava(std::span<const Exception> exceptions,
                                   std::span<const std::size_t> kept) noexcept {
  const auto wrapper = std::find_if(kept.begin(), kept.end(), [&](std::size_t index) {
    return is_rxjava_wrapper(exceptions[index]);
  });
  if (wrapper == kept.end() || !exceptions[*wrapper].id) return std::nullopt;
  const auto wrapped = std::find_if(kept.begin(), kept.end(), [&](std::size_t index) {
    return exceptions[index].parent == exceptions[*wrapper].id;
  });
  return wrapped == kept.end() ? std::nullopt : nonzero(exceptions[*wrapped].id);
}

}  // namespace

std::optional<std::int64_t> override_main_exception(std::span<const Exception> exceptions,
                                                    std::span<const std::size_t> kept) noexcept {
  const auto id = react(exceptions[kept.front()], exceptions[kept.back()]);
  return id ? id : rxjava(exceptions, kept);
}

}  // namespace picket::domain::grouping
