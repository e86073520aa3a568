// The only bridge from a coroutine to blocking or long-running code.
#pragma once

#include <type_traits>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
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
  BlockingPool::Place place = pool.take_place();
  if (!place) co_return unexpected(PoolFull{});
  const auto home = co_await asio::this_coro::executor;
  co_await asio::post(asio::bind_executor(pool.executor(), asio::use_awaitable));
  if constexpr (std::is_void_v<std::invoke_result_t<Fn&>>) {
    fn();
    place.give_back();
    co_await asio::post(asio::bind_executor(home, asio::use_awaitable));
    co_return Result<void, PoolFull>{};
  } else {
    Result<std::invoke_result_t<Fn&>, PoolFull> result(fn());
    place.give_back();
    co_await asio::post(asio::bind_executor(home, asio::use_awaitable));
    co_return result;
  }
}

}  // namespace picket::net
