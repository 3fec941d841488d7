layout.transform(db.ICplxTrans(0.5))
