def judge(facts, on, constants):
    (f0, f1, f2, f3,) = facts
    (k0, k1, k2, k3, m2, m3,) = constants
    n0 = f0 is None or not 0 <= f0 <= 1000000000000000  # company.revenue
    if n0:
        f0 = 0
    n1 = f1 is None or not -1000000000000000 <= f1 <= 1000000000000000  # company.profit
    if n1:
        f1 = 0
    n2 = f2 is None  # company.name
    n3 = f3 is None  # company.fiscal_unit
    v0 = 1 if n0 else (2 if (f0 >= 2000000000) else 0)
    v1 = 1 if n0 else (2 if (f0 <= 40000000000) else 0)
    v2 = v0 if (v0 < v1) else v1
    v3 = f0 == 0
    v4 = 1 if v3 else f0
    v5 = n1 or n0 or v3
    v6 = f1 * 100
    v7 = 1 if v5 else (2 if (v6 > (8 * v4)) else 0)
    v8 = 1 if n2 else (2 if (f2 in k0) else 0)
    v9 = 2 if n3 else 0
    v10 = 2 - v9
    v11 = v8 if (v8 < v10) else v10
    v12 = 1 if n3 else (2 if (f3 == k1) else 0)
    v13 = 0 if (v12 == 2) else (-1 if (v12 == 1) else 1)
    v14 = 1 if (n3 or m2) else (2 if (f3 in k2) else 0)
    v15 = 1 if (n3 or m3) else (2 if (f3 in k3) else 0)
    v16 = 1 if (v13 < 0) else (v15 if (v13 == 0) else v14)
    verdict = v2
    if v7 < verdict:
        verdict = v7
    if v11 < verdict:
        verdict = v11
    if v16 < verdict:
        verdict = v16
    near = verdict == 0 and v2 + v7 + v11 + v16 == 6
    return verdict, (v2, v7, v11, v16,), None, near, 2, 2


def settle(facts, on, constants):
    return 0, None
