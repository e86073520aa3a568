// The only bridge from a coroutine to blocking or long-running code.
#pragma once

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/result.h"
#include "net/blocking_pool.h"

namespace picket::net {

/// The pool's queue is full and `fn` did not run.
struct PoolFull {};

/// Runs `fn` on `pool`, then resumes the caller on its own executor with the result. Costs two
/// thread switches, about 10 us: not worth it for less work than that.
///
/// `fn` must be noexcept (blocking code reports through Result). It is taken as an lvalue on
/// purpose: GCC 12 destroys a capturing lambda written inside a co_await expression twice, so
/// callers name it first. Not cancellable once started: bound the work with a deadline instead.
template <class Fn>
boost::asio::awaitable<Result<std::invoke_result_t<Fn&>, PoolFull>> offload(BlockingPool& pool,
                                                                            Fn& fn) {
  static_assert(std::is_nothrow_invocable_v<Fn&>);
  namespace asio = boost::asio;
  using R = std::invoke_result_t<Fn&>;
  BlockingPool::Place place = pool.take_place();
  if (!place) co_return unexpected(PoolFull{});
  std::optional<std::conditional_t<std::is_void_v<R>, std::monostate, R>> result;
  auto run = [&]() noexcept {
    if constexpr (std::is_void_v<R>) {
      fn();
    } else {
      result.emplace(fn());
    }
  };
  auto start = [&](auto resume) {
    asio::post(pool.executor(),
               [&run, place = std::move(place), resume = std::move(resume)]() mutable {
                 run();
                 const auto home = asio::get_associated_executor(resume);
                 asio::post(home, std::move(resume));
                 // The place is given back here, after the last touch of `home`: see wait_idle().
               });
  };
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(start, asio::use_awaitable);
  if constexpr (std::is_void_v<R>) {
    co_return Result<void, PoolFull>{};
  } else {
    co_return std::move(*result);
  }
}

}  // namespace picket::net
